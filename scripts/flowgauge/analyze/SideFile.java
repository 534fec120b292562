package flowgauge.analyze;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A small CSV beside the samples, which may be absent. */
final class SideFile {
  private SideFile() {}

  /** Hands over each row; a row that can't be read is left out with a warning. */
  static void forEach(Path file, List<String> warnings, Consumer<NamedCsvRecord> row)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    long bad = 0;
    long firstBad = 0;
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofNamedCsvRecord(file)) {
      for (NamedCsvRecord next : reader) {
        try {
          row.accept(next);
        } catch (NumberFormatException | java.util.NoSuchElementException broken) {
          if (bad++ == 0) {
            firstBad = next.getStartingLineNumber();
          }
        }
      }
    } catch (de.siegmar.fastcsv.reader.CsvParseException broken) {
      warnings.add(file + ": " + broken.getMessage() + "; the rest is left out");
    }
    if (bad > 0) {
      warnings.add(
          "%s, line %d: %d rows that can't be read are left out".formatted(file, firstBad, bad));
    }
  }

  /** A field as a number, NaN where it is empty or the column is not there. */
  static double number(NamedCsvRecord row, String column) {
    String text = row.findField(column).orElse("");
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }
}
