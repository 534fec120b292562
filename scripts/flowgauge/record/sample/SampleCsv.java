package flowgauge.record.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a row of {@code samples.csv} is written: UTF-8, comma separated, a header, {@code \n} at each
 * line's end; no field needs quotes.
 */
public final class SampleCsv {
  private static final byte[] TRUE = bytes("true");
  private static final byte[] FALSE = bytes("false");
  private static final byte[] NONE = {};
  private static final byte[][] OUTCOMES =
      Arrays.stream(Outcome.values()).map(o -> bytes(o.text())).toArray(byte[][]::new);
  private static final byte[][] PHASES =
      Arrays.stream(Phase.values()).map(p -> bytes(p.text())).toArray(byte[][]::new);
  private static final Column[] COLUMNS = Column.values();

  private SampleCsv() {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The names of all columns, in order. */
  public static List<String> columns() {
    return Column.ALL.stream().map(Column::text).toList();
  }

  /** The header line without its end. */
  public static String header() {
    return String.join(",", columns());
  }

  /** Writes a row: the path that allocates nothing. */
  static void write(Sample row, RowBuffer b) throws IOException {
    long[] values = row.values;
    for (int i = 0; i < values.length; i++) {
      long value = values[i];
      switch (COLUMNS[i].kind()) {
        case NUMBER, COUNT, DURATION -> b.number(value);
        case MOMENT -> b.moment(value);
        default -> b.text(text(row, COLUMNS[i]));
      }
    }
    b.end();
  }

  private static byte[] text(Sample row, Column column) {
    return switch (column.kind()) {
      case OUTCOME -> OUTCOMES[(int) row.get(column)];
      case PHASE -> PHASES[(int) row.get(column)];
      default -> row.connection() < 0 ? NONE : row.get(column) == 1 ? TRUE : FALSE;
    };
  }

  /** A row without its line end, as text. */
  public static String format(Sample row) {
    return Column.ALL.stream().map(column -> format(row, column)).collect(Collectors.joining(","));
  }

  /** A field as it stands in a row. */
  public static String format(Sample row, Column column) {
    if (!column.kind().number()) {
      return new String(text(row, column), StandardCharsets.UTF_8);
    }
    long value = row.get(column);
    boolean empty = column.kind() == Column.Kind.MOMENT ? value == Sample.ABSENT : value < 0;
    return empty ? "" : Long.toString(value);
  }
}
