package flowgauge.analyze.intervals;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** A small CSV beside the samples, which may be absent. */
final class SideFile {
  /** Beyond any size, count or time that can be: a pebibyte, 35 years in microseconds. */
  private static final double MOST = 1L << 50;

  /**
   * Hands over each row. A row that can't be read is left out with a warning; so is a last one
   * without its line end, as of a run that was cut off: half a number can read as a wrong one.
   */
  static void forEach(Path file, List<String> warnings, Consumer<NamedCsvRecord> row)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    boolean lastLineOpen = lastLineOpen(file);
    long bad = 0;
    long firstBad = 0;
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofNamedCsvRecord(file)) {
      Iterator<NamedCsvRecord> rows = reader.iterator();
      while (rows.hasNext()) {
        NamedCsvRecord next = rows.next();
        if (lastLineOpen && !rows.hasNext()) {
          warnings.add(file + ": the last line has no line end, so it may be cut; it is left out");
          break;
        }
        try {
          if (next.getFieldCount() != next.getHeader().size()) {
            throw new NumberFormatException("half a row can read as a wrong one");
          }
          row.accept(next);
        } catch (NumberFormatException broken) {
          if (bad++ == 0) {
            firstBad = next.getStartingLineNumber();
          }
        }
      }
    } catch (CsvParseException | IllegalArgumentException | IllegalStateException broken) {
      warnings.add(file + ": " + broken.getMessage() + "; the rest is left out");
    }
    if (bad > 0) {
      warnings.add(
          bad == 1
              ? "%s, line %d can't be read; it is left out".formatted(file, firstBad)
              : "%s: %d rows that can't be read are left out, the first in line %d"
                  .formatted(file, bad, firstBad));
    }
  }

  private static boolean lastLineOpen(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      if (bytes.length() == 0) {
        return false;
      }
      bytes.seek(bytes.length() - 1);
      int last = bytes.read();
      return last != '\n' && last != '\r';
    }
  }

  /**
   * A field as a number, NaN where it is empty or the column is not there.
   *
   * @throws NumberFormatException if it is no number that can be
   */
  static double number(NamedCsvRecord row, String column) {
    String text = row.findField(column).orElse("");
    double value = text.isEmpty() ? 0 : Double.parseDouble(text);
    if (!(value >= 0 && value <= MOST)) {
      throw new NumberFormatException(column);
    }
    return text.isEmpty() ? Double.NaN : value;
  }

  /**
   * When a row was written, microseconds.
   *
   * @throws NumberFormatException if it does not say
   */
  static double timeUs(NamedCsvRecord row) {
    double timeUs = number(row, "time_us");
    if (Double.isNaN(timeUs)) {
      throw new NumberFormatException("time_us");
    }
    return timeUs;
  }
}
