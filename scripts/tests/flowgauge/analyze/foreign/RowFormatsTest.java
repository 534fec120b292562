package flowgauge.analyze.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.record.RunFolder;
import flowgauge.record.RunNames;
import flowgauge.record.sample.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Formats in which every request is a row, each from a few rows as the tool writes them. */
class RowFormatsTest extends ForeignRows {
  @Test
  void moreRowsThanMemoryHoldsAreSortedOutsideOfIt() throws IOException {
    int count = 550_000; // two stretches
    StringBuilder text = new StringBuilder("timeStamp,elapsed,threadName\n");
    for (int i = 0; i < count; i++) {
      text.append(1_700_000_000_000L + (i * 7_919L) % count)
          .append(",3,t")
          .append(i % 4)
          .append('\n');
    }
    Path file = Files.writeString(temp.resolve("big"), text);
    List<Row> rows = rows(file, told(null, Map.of()));
    assertEquals(count, rows.size());
    for (int i = 0; i < count; i++) {
      Row row = rows.get(i);
      if (row.sentUs() != 1_000L * i
          || row.request() != i
          || row.inFlight() != Math.min(3, i + 1)) {
        fail(i + ": " + row);
      }
    }
    try (var files = Files.list(folder.path())) {
      assertTrue(files.noneMatch(f -> f.toString().endsWith(".tmp")));
    }
  }

  @Test
  void k6RequestsArePutTogetherFromTheirPoints() throws IOException {
    String head =
        "metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,"
            + "name,proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata\n";
    StringBuilder text = new StringBuilder(head);
    Map<String, Double> parts = new HashMap<>();
    for (int i = 0; i < 2; i++) {
      parts.put("http_req_duration", 50.0);
      parts.put("http_req_blocked", i == 0 ? 30.0 : 0);
      parts.put("http_req_connecting", i == 0 ? 29.0 : 0);
      parts.put("http_req_receiving", 1.0);
      parts.put("http_req_failed", (double) i);
      String tags = ",,,,true,,GET,n,HTTP/1.1,default,," + (i == 0 ? 200 : 503) + ",,,u,,\n";
      text.append("http_reqs,1700000000500,1").append(tags);
      for (Map.Entry<String, Double> part : parts.entrySet()) {
        text.append(part.getKey() + ",1700000000500," + part.getValue() + tags);
      }
      text.append("vus,1700000000500,7,,,,,,,,,,,,,,,,\n");
    }
    List<Row> rows = rows(text.toString());
    assertEquals(2, rows.size());
    Row first = rows.get(0).request() == 0 ? rows.get(0) : rows.get(1);
    assertEquals(80_000, first.endUs() - first.sentUs());
    assertEquals(29_000, first.connectUs());
    assertEquals(1_000, first.endUs() - first.firstByteUs());
    assertEquals(1, rows.stream().filter(r -> r.outcome() == Outcome.HTTP_ERROR).count());
    assertEquals(7, stage().users().orElseThrow());
  }

  @Test
  void k6WholeSecondsAreSpread() throws IOException {
    StringBuilder text = new StringBuilder("metric_name,timestamp,metric_value,status\n");
    for (int i = 0; i < 4; i++) {
      text.append("http_reqs,1700000000,1,200\nhttp_req_duration,1700000000,10,200\n");
    }
    List<Row> rows = rows(text.toString());
    assertEquals(250_000, rows.get(1).endUs() - rows.get(0).endUs());
    assertTrue(imported.notes().get(0).contains("whole seconds"));
  }

  @Test
  void vegetaIsAScheduleInBothItsForms() throws IOException {
    List<Row> csv =
        rows(
            "1700000000000000000,200,50000000,0,11,,,,0,GET,http://s.test/,\n"
                + "1700000000100000000,0,70000000,0,0,\"Get: dial tcp: connection refused\",,,1,GET,"
                + "http://s.test/,\n");
    assertEquals(List.of(50_000L, 170_000L), csv.stream().map(Row::endUs).toList());
    assertEquals(Outcome.CONNECT_REFUSED, csv.get(1).outcome());
    assertTrue(stage().rateFrom().isPresent());
    List<Row> json =
        rows(
            "{\"attack\":\"\",\"seq\":0,\"code\":200,\"timestamp\":\"2023-11-14T22:13:20Z\","
                + "\"latency\":50000000,\"bytes_out\":0,\"bytes_in\":11,\"error\":\"\"}\n"
                + "{\"seq\":1,\"code\":0,\"timestamp\":\"2023-11-14T22:13:20.1Z\","
                + "\"latency\":70000000,\"bytes_out\":0,\"bytes_in\":0,\"error\":\"refused\"}\n");
    assertEquals(csv, json);
  }

  @Test
  void heyAndOhaTellSecondsSinceTheStart() throws IOException {
    List<Row> hey =
        rows(
            "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset\n"
                + "0.1000,0.0100,0.0000,0.0000,0.0800,0.0100,200,0.0000\n"
                + "0.1000,0.0000,0.0000,0.0000,0.0900,0.0100,503,0.1000\n");
    assertEquals(List.of(100_000L, 200_000L), hey.stream().map(Row::endUs).toList());
    assertEquals(90_000, hey.get(0).firstByteUs());
    assertEquals(Outcome.HTTP_ERROR, hey.get(1).outcome());
    List<Row> oha =
        rows(
            "request-start,DNS,DNS+dialup,Response-delay,request-duration,bytes,status\n"
                + "0.5,0.0,0.01,0.09,0.1,11,200\n0.6,0,0,0.09,0.1,11,503\n");
    assertEquals(hey, oha);
    assertEquals(1, stage().users().orElseThrow());
  }

  @Test
  void aiperfTellsWhenARequestWasDue() throws IOException {
    String row =
        "{\"metadata\":{\"benchmark_phase\":\"%s\",\"credit_issued_ns\":1700000000000000000,"
            + "\"request_start_ns\":1700000000002000000,\"request_end_ns\":1700000000102000000,"
            + "\"was_cancelled\":%s},\"metrics\":{\"time_to_first_token\":{\"value\":40.5,"
            + "\"unit\":\"ms\"}},\"error\":%s}\n";
    List<Row> rows =
        rows(
            row.formatted("warmup", false, null)
                + row.formatted("profiling", false, null)
                + row.formatted("profiling", false, "{\"code\":429,\"message\":\"slow down\"}")
                + row.formatted("profiling", true, null));
    assertEquals(3, rows.size());
    assertEquals(40_500, rows.get(0).firstByteUs());
    assertEquals(
        List.of(Outcome.OK, Outcome.HTTP_ERROR, Outcome.UNFINISHED),
        rows.stream().map(Row::outcome).toList());
  }

  @Test
  void anyCsvByItsColumns() throws IOException {
    Map<String, String> map =
        Map.of("start", "when", "duration", "took:us", "status", "code", "label", "path");
    byte[] text =
        "path\tcode\twhen\ttook\n/a\t200\t2023-11-14T22:13:20.5Z\t1500\n/a\t404\t1700000001\t20\n"
            .getBytes(StandardCharsets.UTF_8);
    List<Row> rows = rows(text, told(null, map));
    assertEquals(List.of(1_500L, 500_020L), rows.stream().map(Row::endUs).toList());
    assertEquals(Outcome.HTTP_ERROR, rows.get(1).outcome());
    String message =
        assertThrows(
                IOException.class,
                () -> rows(text, told(null, Map.of("start", "when", "duration", "tok"))))
            .getMessage();
    assertTrue(message.contains("no column 'tok'; there are path, code, when, took"), message);
  }

  @Test
  void ourOwnHistogramLogReadsBack() throws IOException {
    Path checkout = RunNames.datasets().orElseThrow().toAbsolutePath();
    Path log = checkout.resolve("recorded/keep-alive/asgi-async/latency.hlog");
    assumeTrue(Files.exists(log));
    Told told = told("sent", Map.of());
    Source source = Source.of(log);
    folder = RunFolder.createAt(temp.resolve("log"));
    Importers.into(Importers.of(source, told), source, told, folder, Progress.NONE);
    var recorded =
        RunFolder.open(checkout.resolve("recorded/keep-alive")).read().scenarios().get(0);
    var back = folder.read().scenarios().get(0).summary().orElseThrow();
    var before = recorded.summary().orElseThrow();
    assertEquals(before.succeeded(), back.succeeded());
    for (int i = 0; i < before.responseTime().percentiles().size(); i++) {
      double ms = before.responseTime().percentiles().get(i);
      assertEquals(ms, back.responseTime().percentiles().get(i), ms / 500);
    }
  }
}
