package flowgauge.notebook;

import flowgauge.analyze.group.InputGroups;
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
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
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

  /** The same with what each row's line of inputs has; missing where it sent no line that has. */
  static Table with(Table samples, InputGroups inputs) {
    IntColumn lines = samples.intColumn("input");
    StringColumn values = StringColumn.create(inputs.by());
    for (int row = 0; row < samples.rowCount(); row++) {
      int group = lines.isMissing(row) ? -1 : inputs.ofLine(lines.getInt(row));
      if (group < 0) {
        values.appendMissing();
      } else {
        values.append(inputs.name(group));
      }
    }
    return samples.addColumns(values);
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
