package flowgauge.analyze.foreign;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.rows.ForeignRow;
import flowgauge.analyze.rows.Imported;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.analyze.samples.BadSamples;
import flowgauge.record.RunFolder;
import flowgauge.record.Summary;
import flowgauge.record.sample.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of percentiles as HdrHistogram prints it ({@code .hgrm}), by itself or within what wrk2
 * says. A percentile is the smallest listed value that at least so many percent do not exceed. Its
 * unit stands nowhere: milliseconds, as most have it.
 */
final class PercentileList {
  static final String NAME = "a list of percentiles";

  private static final String HEAD = "1/(1-Percentile)";

  private static final long MOST = 1L << 40;

  private static final Pattern ROW =
      Pattern.compile("\\s*([0-9][0-9.eE+]*)[\\s,]+([01](?:\\.[0-9]+)?)[\\s,]+([0-9]+)\\b.*");
  private static final Pattern MEAN = Pattern.compile("#\\[Mean\\s*=\\s*([0-9.eE+]+)\\s*,.*");
  private static final Pattern LENGTH =
      Pattern.compile("\\s*([0-9]+) requests in ([0-9.]+)(ms|s|m|h),.*");
  private static final Pattern STATUSES =
      Pattern.compile("\\s*Non-2xx or 3xx responses: ([0-9]+)\\s*");
  private static final Pattern ERRORS =
      Pattern.compile(
          "\\s*Socket errors: connect ([0-9]+), read ([0-9]+), write ([0-9]+), timeout ([0-9]+).*");

  static boolean recognizes(Source source) {
    return source.text().contains(HEAD);
  }

  private static final class Reading {
    final List<double[]> rows = new ArrayList<>(); // value, share, count
    final Map<Outcome, Long> failures = new EnumMap<>(Outcome.class);
    double mean = Double.NaN;
    double seconds = Double.NaN;
    long counted;
    long number;

    void line(Source source, String line) throws BadSamples {
      number++;
      Matcher row = ROW.matcher(line);
      Matcher mean = MEAN.matcher(line);
      Matcher length = LENGTH.matcher(line);
      Matcher statuses = STATUSES.matcher(line);
      Matcher errors = ERRORS.matcher(line);
      try {
        if (row.matches()) {
          add(source, row);
        } else if (mean.matches()) {
          this.mean = Double.parseDouble(mean.group(1));
        } else if (length.matches()) {
          double unit =
              switch (length.group(3)) {
                case "ms" -> 1e-3;
                case "m" -> 60;
                case "h" -> 3600;
                default -> 1;
              };
          seconds = unit * Double.parseDouble(length.group(2));
          counted = Math.min(MOST + 1, Long.parseLong(length.group(1)));
        } else if (statuses.matches()) {
          failures.merge(Outcome.HTTP_ERROR, Long.parseLong(statuses.group(1)), Long::sum);
        } else if (errors.matches()) {
          failures.merge(Outcome.CONNECT_FAILED, Long.parseLong(errors.group(1)), Long::sum);
          failures.merge(
              Outcome.CONNECTION_RESET,
              Long.parseLong(errors.group(2)) + Long.parseLong(errors.group(3)),
              Long::sum);
          failures.merge(Outcome.RESPONSE_TIMEOUT, Long.parseLong(errors.group(4)), Long::sum);
        }
      } catch (NumberFormatException broken) {
        throw new BadSamples(source.path(), number, "it has a number that can't be read");
      }
    }

    private void add(Source source, Matcher row) throws BadSamples {
      double[] next = new double[3];
      for (int i = 0; i < next.length; i++) {
        next[i] = Double.parseDouble(row.group(i + 1));
      }
      double[] last = rows.isEmpty() ? new double[3] : rows.get(rows.size() - 1);
      boolean rises = next[0] >= last[0] && next[1] >= last[1] && next[2] >= last[2];
      if (!rises || next[1] > 1 || next[2] > MOST) {
        throw new BadSamples(
            source.path(), number, "values, percentiles and counts must rise, to 1 at the most");
      }
      rows.add(next);
    }
  }

  static Imported into(Source source, Told told, RunFolder folder, Progress progress)
      throws IOException {
    Reading reading = new Reading();
    try (BufferedReader lines = source.lines(progress)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reading.line(source, line);
      }
    }
    List<double[]> rows = reading.rows;
    if (rows.isEmpty()) {
      throw new BadSamples(source.path(), "has no percentile under its head");
    }
    double[] last = rows.get(rows.size() - 1);
    double longestMs = ForeignRow.LONGEST_US / 1e3;
    if (last[0] > longestMs || reading.mean > longestMs || reading.seconds > longestMs / 1e3) {
      throw new BadSamples(source.path(), "has a time longer than the 31 days there can be");
    }
    List<String> notes = new ArrayList<>();
    notes.add("values are taken for milliseconds, as such lists mostly have them");
    if (last[1] < 1) {
      notes.add(format("the list ends at %.4f %%: it may be cut", 100 * last[1]));
    }
    List<Double> percentiles =
        Summary.PERCENTILES.stream()
            .map(
                percent ->
                    rows.stream()
                        .filter(row -> row[1] >= percent / 100 - 1e-12)
                        .map(row -> row[0])
                        .findFirst()
                        .orElse(Double.NaN))
            .toList();
    long count = Math.max(reading.counted, (long) last[2]);
    if (count > last[2]) {
      notes.add(
          format(
              "percentiles are of %,.0f of %,d requests: wrk2 leaves out those while it warms up",
              last[2], count));
    }
    Map<Outcome, Long> failures = failures(source, reading);
    long answered = failures.getOrDefault(Outcome.HTTP_ERROR, 0L);
    long others = failures.values().stream().mapToLong(n -> n).sum() - answered;
    return new Distribution(
            failures,
            Map.of(),
            Math.max(count, answered) + others,
            0,
            reading.seconds > 0 ? reading.seconds : Double.NaN,
            new Summary.Times(
                percentiles.get(0), reading.mean, rows.get(0)[0], percentiles.get(10), percentiles))
        .into(source.path(), NAME, told, folder, notes);
  }

  private static Map<Outcome, Long> failures(Source source, Reading reading) throws BadSamples {
    Map<Outcome, Long> failures = new EnumMap<>(Outcome.class);
    if (reading.counted > MOST) {
      throw new BadSamples(source.path(), "counts more requests than there can be");
    }
    for (Map.Entry<Outcome, Long> each : reading.failures.entrySet()) {
      if (each.getValue() < 0 || each.getValue() > MOST) {
        throw new BadSamples(source.path(), "counts more requests than there can be");
      }
      if (each.getValue() > 0) {
        failures.put(each.getKey(), each.getValue());
      }
    }
    return failures;
  }
}
