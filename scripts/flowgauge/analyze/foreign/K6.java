package flowgauge.analyze.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.analyze.rows.CsvRows;
import flowgauge.analyze.rows.JsonRows;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.RowSink;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Stamps;
import flowgauge.analyze.rows.Told;
import java.io.IOException;
import java.util.regex.Pattern;

/** What k6 writes with {@code --out csv} and {@code --out json}: a row a metric and request. */
final class K6 {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

  static boolean recognizes(Source source) {
    String header = source.firstLine();
    return header.startsWith("metric_name,timestamp,metric_value")
        || JsonRows.has(source, "metric", "type", "data");
  }

  static void rows(Source source, Told told, RowSink sink, Progress progress) throws IOException {
    try (K6Requests requests = new K6Requests(sink)) {
      if (source.text().startsWith("{")) {
        JsonRows.forEach(source, K6::matters, sink.notes, progress, row -> point(row, requests));
      } else {
        CsvRows.forEach(source, null, sink.notes, progress, row -> point(row, requests));
      }
    }
  }

  private static boolean matters(String line) {
    return line.contains("\"Point\"")
        && (line.contains("\"http_req")
            || line.contains("\"vus\"")
            || line.contains("\"dropped_iterations\""));
  }

  /** The name of a request, behind those of the groups it was made in, which k6 parts by colons. */
  private static String named(String groups, String name, String url) {
    String request = name.isEmpty() ? url : name;
    return groups.startsWith("::") && groups.length() > 2
        ? groups.substring(2).replace("::", " / ") + ": " + request
        : request;
  }

  private static void point(JsonNode row, K6Requests requests) throws IOException {
    JsonNode data = row.path("data");
    JsonNode tags = data.path("tags");
    requests.point(
        new K6Requests.Point(
            row.path("metric").asText(),
            Stamps.moment(JsonRows.text(data, "time"), "time"),
            false,
            JsonRows.number(data, "value"),
            named(
                tags.path("group").asText(""),
                tags.path("name").asText(""),
                tags.path("url").asText("")),
            tags.path("status").asText(""),
            tags.path("error").asText(""),
            tags.path("error_code").asText("")));
  }

  private static void point(CsvRows row, K6Requests requests) throws IOException {
    String metric = row.at("metric_name");
    if (!metric.startsWith("http_req")
        && !metric.equals("vus")
        && !metric.equals("dropped_iterations")) {
      return;
    }
    String time = row.at("timestamp");
    requests.point(
        new K6Requests.Point(
            metric,
            Stamps.moment(time, "timestamp"),
            SECONDS.matcher(time).matches(),
            Stamps.number(row.at("metric_value"), "metric_value"),
            named(row.at("group"), row.at("name"), row.at("url")),
            row.at("status"),
            row.at("error"),
            row.at("error_code")));
  }
}
