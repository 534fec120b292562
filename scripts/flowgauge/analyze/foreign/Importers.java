package flowgauge.analyze.foreign;

import static flowgauge.analyze.rows.Importer.ofRows;

import flowgauge.analyze.rows.Imported;
import flowgauge.analyze.rows.Importer;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.RowFormat.Load;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.analyze.samples.BadSamples;
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
          new Importer(LocustCsv.NAME, LocustCsv::recognizes, LocustCsv::into),
          ofRows("JMeter's results", Load.UNKNOWN, JMeterCsv::recognizes, JMeterCsv::rows),
          ofRows("k6's metrics", Load.UNKNOWN, K6::recognizes, K6::rows),
          ofRows("vegeta's results", Load.SCHEDULE, Vegeta::recognizes, Vegeta::rows),
          ofRows("hey's or oha's CSV", Load.WORKERS, OffsetCsv::recognizes, OffsetCsv::rows),
          ofRows("oha's SQLite", Load.WORKERS, OhaSqlite::recognizes, OhaSqlite::rows),
          ofRows(
              "AIPerf's profile_export.jsonl",
              Load.WORKERS,
              AiperfJson::recognizes,
              AiperfJson::rows),
          new Importer(HistogramLog.NAME, HistogramLog::recognizes, HistogramLog::into),
          new Importer(OhaSummary.NAME, OhaSummary::recognizes, OhaSummary::into),
          new Importer(PercentileList.NAME, PercentileList::recognizes, PercentileList::into));

  /** Of any CSV file, where the user maps its columns. */
  private static final Importer MAPPED =
      ofRows("a CSV file with --map", Load.UNKNOWN, source -> false, MappedCsv::rows);

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
    try {
      return importer.reader().into(source, told, folder, progress);
    } catch (IOException | RuntimeException | Error failed) {
      clear(folder);
      throw failed;
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
      return MAPPED;
    }
    refuse(source);
    for (Importer each : ALL) {
      if (each.recognizer().test(source)) {
        return each;
      }
    }
    throw new IOException(
        "%s is of no format known here (%s): name its columns with --map if it is a CSV file"
            .formatted(
                source.path(), ALL.stream().map(Importer::name).collect(Collectors.joining(", "))));
  }

  /** Fails at files of tools that are read in another form, and says what to ask the tool for. */
  private static void refuse(Source source) throws IOException {
    String head = source.text();
    if (head.stripLeading().startsWith("<")) {
      throw new BadSamples(
          source.path(),
          head.contains("<testResults")
              ? "is JMeter's XML: run it with jmeter.save.saveservice.output_format=csv, or load and"
                  + " save it as CSV in JMeter"
              : "is XML or HTML, which no importer reads");
    }
    if (head.contains("BytesOut") && head.contains("Latency") && head.indexOf('\0') >= 0) {
      throw new BadSamples(
          source.path(), "is vegeta's binary form: vegeta encode --to csv makes what can be read");
    }
  }
}
