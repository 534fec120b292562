package flowgauge.analyze.grid;

import static flowgauge.analyze.statistics.Figures.format;
import static flowgauge.analyze.statistics.Figures.time;

import java.util.ArrayList;
import java.util.List;

/** A sweep's table for people. */
public final class GridText {
  private GridText() {}

  /** Its lines. */
  public static String of(Grid grid) {
    List<String> lines = new ArrayList<>();
    int wide = grid.cells().stream().mapToInt(c -> c.name().length()).max().orElse(8) + 2;
    lines.add(
        format(
            "%-" + wide + "s %10s %17s %9s %9s %8s %6s   %19s %19s",
            grid.users() + " users",
            "requests/s",
            "95 % interval",
            "median",
            "p95",
            "memory",
            "cores",
            "predicted req/s",
            "predicted median"));
    grid.cells().forEach(cell -> lines.add(row(cell, wide)));
    lines.add("");
    lines.addAll(findings(grid));
    return String.join("\n", lines);
  }

  private static String row(GridCell c, int wide) {
    if (c.repeats() == 0) {
      return format("%-" + wide + "s %10s", c.name(), "not measured");
    }
    String interval =
        Double.isNaN(c.low()) ? "too short" : format("%.4g to %.4g", c.low(), c.high());
    return format(
            "%-" + wide + "s %10.4g %17s %9s %9s %8s %6s   ",
            c.name(),
            c.perSecond(),
            interval,
            time(c.medianMs()),
            time(c.p95Ms()),
            Double.isNaN(c.memoryBytes()) ? "-" : format("%.0f MB", c.memoryBytes() / 1e6),
            Double.isNaN(c.cores()) ? "-" : format("%.2f", c.cores()))
        + c.predicted()
            .map(
                p ->
                    format(
                        "%10.4g (%+4.0f %%) %10s (%+4.0f %%)%s",
                        p.perSecond(),
                        100 * c.throughputError(),
                        time(p.medianMs()),
                        100 * c.medianError(),
                        c.calibrates() ? " calibrates" : ""))
            .orElse("");
  }

  static List<String> findings(Grid grid) {
    List<String> lines = new ArrayList<>();
    if (grid.take().isEmpty()) {
      lines.add(
          grid.cells().stream().allMatch(cell -> cell.repeats() == 0)
              ? "no setting to take: none was measured"
              : "no setting to take: each failed in more than 1 % of its requests");
    }
    lines.addAll(
        Choice.words(
            grid.best(), grid.take(), grid.cheaper(), "more --repeats or a longer load can"));
    if (grid.predicted() > 0) {
      lines.add(
          format(
              "model: throughput within 15 %% in %d of %d settings, median within 25 %% in %d;"
                  + " calibrated by one setting of each scenario",
              grid.throughputWithin(), grid.predicted(), grid.medianWithin()));
    }
    grid.warnings().forEach(warning -> lines.add("note: " + warning));
    return lines;
  }
}
