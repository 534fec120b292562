package flowgauge.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * A samples file as a Tablesaw table: a row a request, its columns as README describes them. Good
 * for some million rows.
 */
final class SampleTable {
  private SampleTable() {}

  static Table read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        Reader reader = new InputStreamReader(plain, StandardCharsets.UTF_8)) {
      return Table.read()
          .csv(
              CsvReadOptions.builder(reader)
                  .tableName("samples")
                  .columnTypes((Function<String, ColumnType>) SampleTable::type)
                  .header(true)
                  .build());
    }
  }

  /** Times are 64 bits wide: 32 hold 35 minutes of microseconds only. */
  private static ColumnType type(String column) {
    return switch (column) {
      case "outcome", "phase", "label" -> ColumnType.STRING;
      case "reused" -> ColumnType.BOOLEAN;
      default ->
          column.endsWith("_us") || column.equals("request") ? ColumnType.LONG : ColumnType.INTEGER;
    };
  }
}
