package flowgauge.analyze;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import flowgauge.analyze.intervals.IntervalCsv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table as a file: six decimals at most, an empty field for what is missing. */
final class TableCsv {
  private TableCsv() {}

  static void write(Table table, Path file) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord(table.columnNames());
      for (int i = 0; i < table.rowCount(); i++) {
        List<String> row = new ArrayList<>();
        for (Column<?> column : table.columns()) {
          row.add(
              column instanceof NumericColumn<?> numbers
                  ? IntervalCsv.number(numbers.getDouble(i))
                  : column.getString(i));
        }
        csv.writeRecord(row);
      }
    }
  }
}
