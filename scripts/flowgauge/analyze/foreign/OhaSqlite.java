package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.CsvRows;
import flowgauge.analyze.rows.ForeignRow;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.RowSink;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.analyze.samples.BadSamples;
import flowgauge.record.sample.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * What oha writes with {@code --db-url}: seconds since the start of the run. Read through JDBC,
 * whose driver the alias import alone carries.
 */
final class OhaSqlite {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  static boolean recognizes(Source source) {
    byte[] head = source.head();
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  static void rows(Source source, Told told, RowSink sink, Progress progress) throws IOException {
    long startUs = Files.getLastModifiedTime(source.path()).toMillis() * 1_000;
    sink.notes.add(
        "oha lists only requests with an answer: others are missing here; and its times are since an"
            + " unknown moment, for which that of the file stands");
    try (Connection file =
            DriverManager.getConnection(
                "jdbc:sqlite:file:" + source.path().toUri().getRawPath() + "?mode=ro");
        Statement statement = file.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select url, start, start_latency_correction, \"end\", status, len_bytes from"
                    + " oha")) {
      while (rows.next()) {
        ForeignRow row = sink.row();
        row.label = sink.label(String.valueOf(rows.getString(1)));
        row.startUs = startUs + us(rows.getDouble(2));
        double intended = rows.getDouble(3);
        row.intendedUs = rows.wasNull() ? -1 : startUs + us(intended);
        row.endUs = startUs + us(rows.getDouble(4));
        row.status = rows.getInt(5);
        row.bytes = rows.getLong(6);
        row.outcome = row.status >= 400 ? Outcome.HTTP_ERROR : Outcome.OK;
        sink.add();
      }
    } catch (CsvRows.BadField broken) {
      throw new BadSamples(source.path(), "a row can't be read: " + broken.getMessage());
    } catch (SQLException broken) {
      throw new BadSamples(
          source.path(), "is no database that oha wrote: " + CsvRows.oneLine(broken.getMessage()));
    }
  }

  private static long us(double seconds) {
    if (!(seconds >= 0 && seconds < ForeignRow.LONGEST_US / 1e6)) {
      throw new CsvRows.BadField("a time of %s s".formatted(seconds));
    }
    return Math.round(seconds * 1e6);
  }
}
