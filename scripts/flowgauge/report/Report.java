package flowgauge.report;

import flowgauge.analyze.compare.Comparison;
import flowgauge.chart.Charts;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Png;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Svg;
import flowgauge.chart.draw.Theme;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a run's report: one HTML file that needs nothing beside it, and a folder with each chart
 * as a file.
 *
 * <pre>{@code
 * Report.write(List.of(RunFolder.open(path)), path.resolve("report.html"));
 * }</pre>
 */
public final class Report {
  private Report() {}

  /** Where a run's report goes unless told otherwise. */
  public static Path defaultPath(RunFolder run) {
    return run.path().resolve("report.html");
  }

  /**
   * Analyzes the runs and writes the report, and the charts into {@code charts/} beside it.
   *
   * @param runs one, or more to be compared; the first is the base
   * @throws IOException with one readable line if a run can't be read or the report not written
   */
  public static void write(List<RunFolder> runs, Path out) throws IOException {
    write(Subject.of(runs), out);
  }

  /** Writes the report of runs that are analyzed already. */
  public static void write(Subject subject, Path out) throws IOException {
    List<Figure> figures = figures(subject, Theme.LIGHT);
    Path folder = out.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Files.writeString(out, new Page(subject, figures).html());
    Path charts = Files.createDirectories(folder.resolve("charts"));
    figures.parallelStream().forEach(figure -> write(figure, charts));
  }

  private static void write(Figure figure, Path folder) {
    try {
      Files.write(folder.resolve(figure.id() + ".png"), Png.bytes(figure, Style.WIDTH, 2));
      Files.writeString(folder.resolve(figure.id() + ".svg"), Svg.document(figure, Style.WIDTH));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static List<Figure> figures(Subject subject, Theme theme) throws IOException {
    Charts charts = Charts.of(subject.analysis(), subject.facts(), theme);
    List<Figure> figures = new ArrayList<>(charts.all());
    for (Comparison comparison : subject.comparisons()) {
      figures.add(charts.comparison(comparison));
    }
    subject.capacities().forEach((name, it) -> figures.add(charts.capacity(name, it)));
    figures.removeIf(figure -> figure.panels().isEmpty());
    return figures;
  }
}
