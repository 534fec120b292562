package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.CsvRows;
import flowgauge.analyze.rows.ErrorText;
import flowgauge.analyze.rows.ForeignRow;
import flowgauge.analyze.rows.JsonRows;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.RowSink;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Stamps;
import flowgauge.analyze.rows.Told;
import flowgauge.record.sample.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code vegeta encode} writes, as CSV and as JSON. A time stamp is of the moment of sending;
 * when it was due is not told.
 */
final class Vegeta {
  private static final List<String> COLUMNS =
      List.of(
          "timestamp,code,latency,bytes_out,bytes_in,error,body,attack,seq,method,url,headers"
              .split(","));
  private static final Pattern CSV = Pattern.compile("\\d{19},\\d{1,3},\\d+,\\d+,\\d+,.*");

  static boolean recognizes(Source source) {
    return CSV.matcher(source.firstLine()).matches() || json(source);
  }

  private static boolean json(Source source) {
    return JsonRows.has(source, "timestamp", "latency", "bytes_out", "seq");
  }

  static void rows(Source source, Told told, RowSink sink, Progress progress) throws IOException {
    if (json(source)) {
      JsonRows.forEach(
          source,
          line -> true,
          sink.notes,
          progress,
          row -> {
            ForeignRow to = sink.row();
            to.startUs = Stamps.moment(JsonRows.text(row, "timestamp"), "timestamp");
            double latencyNs = JsonRows.number(row, "latency");
            to.bytes = (long) JsonRows.number(row, "bytes_in");
            String label = row.path("method").asText("") + " " + row.path("url").asText("");
            ended(to, latencyNs, (int) JsonRows.number(row, "code"), row.path("error").asText(""));
            to.label = sink.label(label.strip());
            sink.add();
          });
      return;
    }
    CsvRows.forEach(
        source,
        COLUMNS,
        sink.notes,
        progress,
        row -> {
          ForeignRow to = sink.row();
          to.startUs = Stamps.moment(row.at("timestamp"), "timestamp");
          double latencyNs = Stamps.number(row.at("latency"), "latency");
          to.bytes = (long) Stamps.number(row.at("bytes_in"), "bytes_in");
          ended(to, latencyNs, (int) Stamps.number(row.at("code"), "code"), row.at("error"));
          to.label = sink.label((row.at("method") + " " + row.at("url")).strip());
          sink.add();
        });
  }

  private static void ended(ForeignRow row, double latencyNs, int code, String error) {
    row.endUs = row.startUs + Math.round(latencyNs / 1e3);
    row.status = code == 0 ? -1 : code;
    if (code >= 400) {
      row.outcome = Outcome.HTTP_ERROR;
    } else if (!error.isEmpty() || code == 0) {
      row.outcome = ErrorText.outcome(error).orElse(Outcome.INVALID_RESPONSE);
    }
  }
}
