package flowgauge.analyze.intervals;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import flowgauge.analyze.samples.BadSamples;
import flowgauge.record.sample.Phase;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The interval table as a file, both ways: its columns by name, an empty field for no value. */
public final class IntervalCsv {
  private static final int DIGITS = 6;

  /** Beyond any size or time that can be. */
  private static final double MOST = 1L << 50;

  private static final double LONGEST_MS = 31 * 86_400e3;
  private static final double MOST_REQUESTS = Integer.MAX_VALUE;

  /** What {@code analyze --interval} takes. */
  private static final double SHORTEST_S = 0.1;

  private static final double LONGEST_S = 3600;

  private IntervalCsv() {}

  public static void write(Intervals intervals, Path file) throws IOException {
    List<String> header = new ArrayList<>(intervals.columnNames());
    header.add(2, Intervals.PHASE);
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord(header);
      for (int i = 0; i < intervals.size(); i++) {
        List<String> row = new ArrayList<>();
        for (String name : header) {
          row.add(
              name.equals(Intervals.PHASE)
                  ? intervals.phase(i).text()
                  : number(intervals.column(name)[i]));
        }
        csv.writeRecord(row);
      }
    }
  }

  /** A number with six decimals at most, empty for NaN. */
  public static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : "";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /**
   * Reads a table.
   *
   * @throws BadSamples that says what in it can't be
   */
  public static Intervals read(Path file, List<String> warnings) throws IOException {
    Map<String, List<Double>> columns = new LinkedHashMap<>();
    List<String> phases = new ArrayList<>();
    Set<String> unknown = new TreeSet<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : reader) {
        if (row.getFieldCount() != row.getHeader().size()) {
          throw bad(file, row, "it has more or fewer fields than the header");
        }
        phases.add(phase(file, row));
        for (String name : row.getHeader()) {
          if (!Intervals.isColumn(name)) {
            unknown.add(name);
          } else if (!name.equals(Intervals.PHASE)) {
            columns.computeIfAbsent(name, n -> new ArrayList<>()).add(parse(file, row, name));
          }
        }
        timed(file, row, phases.size() - 1, columns);
      }
    } catch (CsvParseException | IllegalArgumentException | IllegalStateException broken) {
      throw new BadSamples(file, broken.getMessage());
    }
    if (phases.isEmpty()) {
      throw new BadSamples(file, "there are no rows");
    }
    if (!unknown.isEmpty()) {
      warnings.add(file + ": left out what is not known: " + String.join(", ", unknown).strip());
    }
    Map<String, double[]> values = new LinkedHashMap<>();
    columns.forEach((name, list) -> values.put(name, list.stream().mapToDouble(v -> v).toArray()));
    double step = values.get(Intervals.SECONDS)[0];
    return new Intervals(step, phases.toArray(String[]::new), values, null);
  }

  private static String phase(Path file, NamedCsvRecord row) throws BadSamples {
    String text = row.findField(Intervals.PHASE).orElse(Phase.STEADY.text());
    if (Phase.of(text).isEmpty()) {
      throw bad(file, row, "phase is '%s', which is none".formatted(text));
    }
    return text;
  }

  private static double parse(Path file, NamedCsvRecord row, String name) throws BadSamples {
    String text = row.getField(name);
    double most =
        Intervals.isCount(name) ? MOST_REQUESTS : name.endsWith("_ms") ? LONGEST_MS : MOST;
    double value;
    try {
      value = text.isEmpty() ? 0 : Double.parseDouble(text);
    } catch (NumberFormatException broken) {
      value = Double.NaN;
    }
    if (!(value >= 0 && value <= most)) {
      throw bad(file, row, "%s is '%s', not a number from 0 to %.0f".formatted(name, text, most));
    }
    return text.isEmpty() ? Double.NaN : value;
  }

  private static BadSamples bad(Path file, NamedCsvRecord row, String what) {
    return new BadSamples(file, row.getStartingLineNumber(), what);
  }

  /** Rows are as long as the first, but for the last, and follow one another without gaps. */
  private static void timed(
      Path file, NamedCsvRecord row, int index, Map<String, List<Double>> columns)
      throws BadSamples {
    List<Double> times = columns.get(Intervals.TIME_S);
    List<Double> lengths = columns.get(Intervals.SECONDS);
    if (times == null || lengths == null) {
      throw new BadSamples(file, "the columns time_s and seconds are missing");
    }
    double step = lengths.get(0);
    double length = lengths.get(index);
    boolean whole = index == 0 || lengths.get(index - 1) >= step;
    if (!(step >= SHORTEST_S && step <= LONGEST_S && length > 0 && length <= step && whole)) {
      throw bad(
          file,
          row,
          "intervals take %s to %.0f seconds, all the same but for a shorter last one"
              .formatted(SHORTEST_S, LONGEST_S));
    }
    if (!(Math.abs(times.get(index) - index * step) <= step / 100)) {
      throw bad(
          file,
          row,
          "time_s is '%s' where %s follows; no interval may be left out"
              .formatted(row.getField(Intervals.TIME_S), number(index * step)));
    }
  }
}
