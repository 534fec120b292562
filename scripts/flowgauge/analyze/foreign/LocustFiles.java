package flowgauge.analyze.foreign;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import flowgauge.analyze.samples.BadSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The CSV files that Locust 2.x writes with {@code --csv PREFIX}, read by column names.
 *
 * @param total the line {@code Aggregated} of {@code PREFIX_stats.csv}
 * @param history the lines {@code Aggregated} of {@code PREFIX_stats_history.csv}, by time
 * @param errors of {@code PREFIX_failures.csv}
 * @param exceptions of {@code PREFIX_exceptions.csv}: what the locustfile itself raised
 */
record LocustFiles(Total total, List<Moment> history, List<Count> errors, List<Count> exceptions) {

  /** Counts and times beyond are broken numbers. */
  private static final double LARGEST = 1e12;

  private static final long LONGEST_SECONDS = 31L * 24 * 3600;

  /**
   * The whole run. Failures are inside all its times and percentiles.
   *
   * @param requests how many, failures included
   * @param failures of those
   * @param perSecond requests a second, failures included
   * @param failuresPerSecond of those
   * @param medianMs milliseconds, rounded to two digits by Locust
   * @param meanMs milliseconds
   * @param minMs milliseconds
   * @param maxMs milliseconds
   * @param percentilesMs in the order of {@link flowgauge.record.Summary#PERCENTILES}, rounded
   */
  record Total(
      String name,
      double requests,
      double failures,
      double perSecond,
      double failuresPerSecond,
      double medianMs,
      double meanMs,
      double minMs,
      double maxMs,
      List<Double> percentilesMs) {}

  /**
   * A line of the history.
   *
   * @param second Unix time
   * @param users active then
   * @param p50Ms of about the last ten seconds, rounded; NaN for N/A
   * @param p95Ms the same
   * @param p99Ms the same
   * @param requests since the start
   * @param failures since the start
   * @param sumMs of all response times since the start
   */
  record Moment(
      long second,
      double users,
      double p50Ms,
      double p95Ms,
      double p99Ms,
      double requests,
      double failures,
      double sumMs) {}

  /** A text and how often it came. */
  record Count(String text, long count) {}

  /**
   * Reads them; failures and exceptions may be absent.
   *
   * @throws IOException with one line that names the file, and line, that is missing or broken
   */
  static LocustFiles read(String prefix) throws IOException {
    Path stats = file(prefix, "_stats.csv");
    Path history = file(prefix, "_stats_history.csv");
    List<Total> totals = new ArrayList<>();
    List<String> names = new ArrayList<>();
    forEach(
        stats,
        row -> {
          if (row.getField("Name").equals("Aggregated")) {
            totals.add(total(row));
          } else {
            names.add(row.getField("Type") + " " + row.getField("Name"));
          }
        });
    if (totals.size() != 1) {
      throw new BadSamples(stats, "has no line 'Aggregated': this is no stats file of Locust's");
    }
    List<Moment> moments = new ArrayList<>();
    forEach(
        history,
        row -> {
          if (row.getField("Name").equals("Aggregated")) {
            moments.add(moment(row));
          }
        });
    if (moments.size() < 2) {
      throw new BadSamples(history, "has fewer than two lines 'Aggregated'");
    }
    Total total = totals.get(0);
    if (total.failures() > total.requests()) {
      throw new BadSamples(stats, "has more failures than requests");
    }
    for (int i = 1; i < moments.size(); i++) {
      if (moments.get(i).second() < moments.get(i - 1).second()) {
        throw new BadSamples(history, "goes back in time: Timestamp must not fall");
      }
    }
    long seconds = moments.get(moments.size() - 1).second() - moments.get(0).second();
    if (seconds < 1 || seconds > LONGEST_SECONDS) {
      throw new BadSamples(history, "covers %d s, not 1 s to 31 days".formatted(seconds));
    }
    return new LocustFiles(
        total,
        moments,
        counts(Path.of(prefix + "_failures.csv"), "Error", "Occurrences"),
        counts(Path.of(prefix + "_exceptions.csv"), "Message", "Count"));
  }

  private static Path file(String prefix, String suffix) throws IOException {
    Path file = Path.of(prefix + suffix);
    if (!Files.isRegularFile(file)) {
      String cut = prefix.replaceFirst("_(stats|stats_history|failures|exceptions)\\.csv$", "");
      throw new IOException(
          "there is no file %s: give the PREFIX that Locust was given with --csv%s"
              .formatted(file, cut.equals(prefix) ? "" : ", here " + cut));
    }
    return file;
  }

  private interface RowReader {
    void row(NamedCsvRecord row);
  }

  private static void forEach(Path file, RowReader reader) throws IOException {
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        try {
          reader.row(row);
        } catch (NumberFormatException | java.util.NoSuchElementException broken) {
          throw new BadSamples(
              file, row.getStartingLineNumber(), "cannot be read: " + broken.getMessage());
        }
      }
    } catch (CsvParseException broken) {
      throw new BadSamples(file, broken.getMessage());
    }
  }

  private static Total total(NamedCsvRecord row) {
    List<Double> percentiles = new ArrayList<>();
    for (double percent : flowgauge.record.Summary.PERCENTILES) {
      String name = percent == Math.rint(percent) ? "%.0f%%".formatted(percent) : percent + "%";
      percentiles.add(optional(row, name).orElse(Double.NaN));
    }
    return new Total(
        row.getField("Name"),
        number(row, "Request Count"),
        number(row, "Failure Count"),
        number(row, "Requests/s"),
        number(row, "Failures/s"),
        number(row, "Median Response Time"),
        number(row, "Average Response Time"),
        number(row, "Min Response Time"),
        number(row, "Max Response Time"),
        percentiles);
  }

  private static Moment moment(NamedCsvRecord row) {
    double requests = number(row, "Total Request Count");
    return new Moment(
        (long) number(row, "Timestamp"),
        number(row, "User Count"),
        optional(row, "50%").orElse(Double.NaN),
        optional(row, "95%").orElse(Double.NaN),
        optional(row, "99%").orElse(Double.NaN),
        requests,
        number(row, "Total Failure Count"),
        requests * number(row, "Total Average Response Time"));
  }

  private static List<Count> counts(Path file, String text, String count) throws IOException {
    List<Count> counts = new ArrayList<>();
    if (Files.isRegularFile(file)) {
      forEach(file, row -> counts.add(new Count(row.getField(text), (long) number(row, count))));
    }
    return counts;
  }

  private static double number(NamedCsvRecord row, String column) {
    return number(row.getField(column), column);
  }

  private static double number(String text, String column) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException none) {
      value = Double.NaN;
    }
    if (!(value >= 0 && value < LARGEST)) {
      throw new NumberFormatException("%s is '%s', no such number".formatted(column, text));
    }
    return value;
  }

  private static OptionalDouble optional(NamedCsvRecord row, String column) {
    String text = row.findField(column).orElse("N/A");
    return text.isEmpty() || text.equals("N/A")
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(text, column));
  }
}
