package flowgauge.analyze;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The interval table as a file, both ways: its columns by name, an empty field for no value. */
final class IntervalCsv {
  private static final int DIGITS = 6;

  private IntervalCsv() {}

  static void write(Intervals intervals, Path file) throws IOException {
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
  static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : "";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  static Intervals read(Path file, List<String> warnings) throws IOException {
    Map<String, List<Double>> columns = new LinkedHashMap<>();
    List<String> phases = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : reader) {
        for (String name : row.getHeader()) {
          String text = row.getField(name);
          if (name.equals(Intervals.PHASE)) {
            phases.add(text);
          } else {
            columns.computeIfAbsent(name, n -> new ArrayList<>()).add(parse(file, row, name, text));
          }
        }
      }
    } catch (de.siegmar.fastcsv.reader.CsvParseException broken) {
      throw new BadSamples(file, broken.getMessage());
    }
    if (!columns.containsKey(Intervals.TIME_S) || !columns.containsKey(Intervals.SECONDS)) {
      throw new BadSamples(
          file, "the columns time_s and seconds are missing, or there are no rows");
    }
    Map<String, double[]> values = new LinkedHashMap<>();
    columns.forEach((name, list) -> values.put(name, list.stream().mapToDouble(v -> v).toArray()));
    double step = values.get(Intervals.SECONDS)[0];
    return new Intervals(step, phases.toArray(String[]::new), values, null);
  }

  private static double parse(Path file, NamedCsvRecord row, String name, String text)
      throws BadSamples {
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException broken) {
      throw new BadSamples(
          file, row.getStartingLineNumber(), "%s is '%s', not a number".formatted(name, text));
    }
  }
}
