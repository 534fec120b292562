package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.CsvRows;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.RowVisitor;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Stamps;
import flowgauge.analyze.samples.BadSamples;
import flowgauge.record.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The CSV files that Locust 2.x writes with {@code --csv PREFIX}, read by column names.
 *
 * @param total of all requests, or of those of one name
 * @param names the same, a line each
 * @param history by time
 * @param errors of {@code PREFIX_failures.csv}
 * @param exceptions of {@code PREFIX_exceptions.csv}: what the locustfile itself raised
 * @param notes what was left out, a sentence each
 */
record LocustFiles(
    Total total,
    List<Total> names,
    LocustHistory history,
    List<Count> errors,
    List<Count> exceptions,
    List<String> notes) {

  /** Counts and times beyond are broken numbers. */
  private static final double LARGEST = 1e12;

  private static final String ALL = "Aggregated";

  /**
   * The whole run, of one name or all. Failures are inside all its times and percentiles.
   *
   * @param type the method; empty for all
   * @param name of the requests
   * @param requests how many, failures included
   * @param failures of those
   * @param perSecond requests a second, failures included
   * @param failuresPerSecond of those
   * @param times milliseconds; median and percentiles are rounded to two digits by Locust
   */
  record Total(
      String type,
      String name,
      double requests,
      double failures,
      double perSecond,
      double failuresPerSecond,
      Summary.Times times) {

    /** Whether a user's {@code --only} means these. */
    boolean is(String only) {
      return only.equals(name) || only.equals(label());
    }

    String label() {
      return type.isEmpty() ? name : type + " " + name;
    }
  }

  record Count(String text, long count) {}

  /**
   * Reads them; failures and exceptions may be absent.
   *
   * @param only requests of this name alone
   * @throws IOException with one line that names the file, and line, that is missing or broken
   */
  static LocustFiles read(String prefix, Optional<String> only) throws IOException {
    Source stats = file(prefix, "_stats.csv");
    Source history = file(prefix, "_stats_history.csv");
    List<String> notes = new ArrayList<>();
    List<Total> all = new ArrayList<>();
    forEach(stats, null, row -> all.add(total(row)));
    List<Total> names = all.stream().filter(total -> !total.name().equals(ALL)).toList();
    Total total = wanted(stats.path(), all, only);
    if (total.failures() > total.requests()) {
      throw new BadSamples(stats.path(), "has more failures than requests");
    }
    LocustHistory.Reading moments = new LocustHistory.Reading(history.path(), only.map(n -> total));
    forEach(history, notes, moments::row);
    return new LocustFiles(
        total,
        names,
        moments.history(),
        counts(prefix + "_failures.csv", "Error", "Occurrences", only.map(name -> total)),
        counts(prefix + "_exceptions.csv", "Message", "Count", Optional.empty()),
        notes);
  }

  private static Total wanted(Path stats, List<Total> all, Optional<String> only)
      throws IOException {
    List<Total> found =
        all.stream()
            .filter(only.isEmpty() ? t -> t.name().equals(ALL) : t -> t.is(only.get()))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (only.isEmpty()) {
      throw new BadSamples(stats, "has no line 'Aggregated': this is no stats file of Locust's");
    }
    List<Total> choice =
        found.isEmpty() ? all.stream().filter(t -> !t.name().equals(ALL)).toList() : found;
    throw new BadSamples(
        stats,
        "%s has the name '%s'; there are %s"
            .formatted(
                found.isEmpty() ? "no line" : "more than one line",
                only.get(),
                String.join(", ", choice.stream().limit(20).map(Total::label).toList())));
  }

  private static Source file(String prefix, String suffix) throws IOException {
    Optional<Path> file = Source.find(prefix + suffix);
    if (file.isEmpty()) {
      throw new IOException(
          "there is no file %s: Locust writes it beside the others with --csv"
              .formatted(prefix + suffix));
    }
    return Source.of(file.get());
  }

  private static void forEach(Source file, List<String> notes, RowVisitor<CsvRows> visitor)
      throws IOException {
    CsvRows.forEach(file, null, notes, Progress.NONE, visitor);
  }

  private static Total total(CsvRows row) {
    List<Double> percentiles = new ArrayList<>();
    for (double percent : Summary.PERCENTILES) {
      percentiles.add(optional(row, percentile(percent)).orElse(Double.NaN));
    }
    return new Total(
        row.at("Type"),
        row.at("Name"),
        number(row, "Request Count"),
        number(row, "Failure Count"),
        number(row, "Requests/s"),
        number(row, "Failures/s"),
        new Summary.Times(
            number(row, "Median Response Time"),
            number(row, "Average Response Time"),
            number(row, "Min Response Time"),
            number(row, "Max Response Time"),
            percentiles));
  }

  /** The name of its column: {@code 50%}, {@code 99.9%}. */
  static String percentile(double percent) {
    return percent(percent) + "%";
  }

  /** Without a point where it needs none: {@code 50}, {@code 99.9}. */
  static String percent(double percent) {
    return percent == Math.rint(percent) ? Long.toString((long) percent) : percent + "";
  }

  private static List<Count> counts(String name, String text, String count, Optional<Total> only)
      throws IOException {
    List<Count> counts = new ArrayList<>();
    Optional<Path> file = Source.find(name);
    if (file.isPresent()) {
      forEach(
          Source.of(file.get()),
          null,
          row -> {
            boolean wanted =
                only.isEmpty()
                    || row.at("Name").equals(only.get().name())
                        && row.at("Method").equals(only.get().type());
            if (wanted) {
              counts.add(new Count(row.at(text), (long) number(row, count)));
            }
          });
    }
    return counts;
  }

  static double number(CsvRows row, String column) {
    if (row.column(column) < 0) {
      throw new CsvRows.BadField("the column '" + column + "' is missing");
    }
    return Stamps.number(row.at(column), column, LARGEST);
  }

  static OptionalDouble optional(CsvRows row, String column) {
    String text = row.at(column);
    return text.isEmpty() || text.equals("N/A")
        ? OptionalDouble.empty()
        : OptionalDouble.of(Stamps.number(text, column, LARGEST));
  }
}
