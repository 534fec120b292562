package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.CsvRows;
import flowgauge.analyze.rows.ForeignRow;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.RowSink;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Stamps;
import flowgauge.analyze.rows.Told;
import flowgauge.record.sample.Outcome;
import java.io.IOException;
import java.nio.file.Files;

/**
 * The CSV of hey and of oha: seconds, and moments since the start of the run, whose date is not
 * told. Neither lists requests without an answer.
 */
final class OffsetCsv {
  private static final String HEY = "offset";
  private static final String OHA = "request-start";

  static boolean recognizes(Source source) {
    String header = source.firstLine();
    return header.startsWith("response-time,DNS+dialup") || header.startsWith("request-start,DNS");
  }

  static void rows(Source source, Told told, RowSink sink, Progress progress) throws IOException {
    boolean hey = source.firstLine().startsWith("response-time");
    long startUs = Files.getLastModifiedTime(source.path()).toMillis() * 1_000;
    sink.notes.add(
        (hey ? "hey" : "oha")
            + " lists only requests with an answer: others are missing here; and its times are"
            + " since an unknown moment, for which that of the file stands");
    CsvRows.forEach(
        source,
        null,
        sink.notes,
        progress,
        row -> {
          ForeignRow to = sink.row();
          String took = hey ? "response-time" : "request-duration";
          String status = hey ? "status-code" : "status";
          to.startUs = startUs + seconds(row, hey ? HEY : OHA);
          to.endUs = to.startUs + seconds(row, took);
          to.connectUs = seconds(row, "DNS+dialup");
          long first =
              hey
                  ? to.connectUs + seconds(row, "Request-write") + seconds(row, "Response-delay")
                  : row.column("Response-delay") < 0 ? 0 : seconds(row, "Response-delay");
          to.firstByteUs = first > 0 ? to.startUs + first : -1;
          to.bytes = row.column("bytes") < 0 ? -1 : (long) Stamps.number(row.at("bytes"), "bytes");
          to.status = (int) Stamps.number(row.at(status), status);
          to.outcome = to.status >= 400 ? Outcome.HTTP_ERROR : Outcome.OK;
          sink.add();
        });
  }

  private static long seconds(CsvRows row, String column) {
    return Stamps.duration(row.at(column), column, "s");
  }
}
