package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.Imported;
import flowgauge.analyze.rows.Importer;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All formats that can be imported. */
public final class Importers {
  /** A further one needs its file and a line here. The first that recognizes a file takes it. */
  static final List<Importer> ALL =
      List.of(
          new LocustCsv(),
          new JMeterCsv(),
          new K6(),
          new Vegeta(),
          new OffsetCsv(),
          new OhaSqlite(),
          new AiperfJson(),
          new HistogramLog(),
          new OhaSummary(),
          new PercentileList());

  private Importers() {}

  /**
   * What a user names: a file, or the prefix that Locust was given with {@code --csv}.
   *
   * @throws IOException with one line if there is nothing of the kind
   */
  public static Source source(String named) throws IOException {
    Path file = Path.of(named);
    if (!Files.exists(file)) {
      for (String part : List.of("_stats_history.csv", "_stats.csv")) {
        if (Source.find(named + part).isPresent()) {
          return Source.of(Source.find(named + part).get());
        }
      }
      throw new IOException(
          "there is no file %s, nor %s_stats_history.csv of Locust's".formatted(named, named));
    }
    return Source.of(file);
  }

  /**
   * Imports a file; leaves nothing behind where it can't.
   *
   * @param importer the format's
   */
  public static Imported into(
      Importer importer, Source source, Told told, RunFolder folder, Progress progress)
      throws IOException {
    boolean done = false;
    try {
      Imported imported = importer.into(source, told, folder, progress);
      done = true;
      return imported;
    } finally {
      if (!done) {
        clear(folder);
      }
    }
  }

  private static void clear(RunFolder folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder.path())) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!each.equals(folder.path()) && !each.getParent().equals(folder.path())) {
          Files.delete(each);
        }
      }
    }
    folder.deleteIfBare();
  }

  /**
   * The format of a file.
   *
   * @param told whose map of columns makes any CSV file readable
   * @throws IOException with one line that says what could be read
   */
  public static Importer of(Source source, Told told) throws IOException {
    if (!told.columns().isEmpty()) {
      return new MappedCsv();
    }
    Refusals.check(source);
    for (Importer each : ALL) {
      if (each.recognizes(source)) {
        return each;
      }
    }
    throw new IOException(
        "%s is of no format known here (%s): name its columns with --map if it is a CSV file"
            .formatted(
                source.path(), ALL.stream().map(Importer::name).collect(Collectors.joining(", "))));
  }
}
