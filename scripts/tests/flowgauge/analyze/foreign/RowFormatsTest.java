package flowgauge.analyze.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowgauge.analyze.rows.Imported;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.analyze.samples.Samples;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.Outcome;
import flowgauge.record.RunFolder;
import flowgauge.record.RunNames;
import flowgauge.record.ScenarioInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats in which every request is a row, each from a few rows as the tool writes them. */
class RowFormatsTest {
  private static final String JTL =
      "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,"
          + "failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect\n";

  @TempDir Path temp;

  private Imported imported;
  private RunFolder folder;

  private record Row(
      long request,
      long sentUs,
      long endUs,
      long inFlight,
      Outcome outcome,
      long status,
      long user,
      long firstByteUs,
      long connectUs,
      long intendedUs) {}

  private static Told told(String only, Map<String, String> map) {
    Told none = Told.nothing("s");
    return new Told(
        "s",
        Optional.ofNullable(only),
        none.users(),
        none.ratePerSecond(),
        Double.NaN,
        Double.NaN,
        none.engine(),
        none.workers(),
        none.threads(),
        Double.NaN,
        none.stamps(),
        map);
  }

  private List<Row> rows(byte[] content, Told told) throws IOException {
    Path file = Files.write(temp.resolve("file"), content);
    return rows(file, told);
  }

  private List<Row> rows(Path file, Told told) throws IOException {
    folder = RunFolder.createAt(Files.createTempDirectory(temp, "run"));
    Source source = Source.of(file);
    imported = Importers.into(Importers.of(source, told), source, told, folder, Progress.NONE);
    return read(folder.read().scenarios().get(0).name());
  }

  private List<Row> read(String scenario) throws IOException {
    List<Row> rows = new ArrayList<>();
    Samples.forEach(
        folder.samples(scenario),
        r ->
            rows.add(
                new Row(
                    r.request(),
                    r.sentUs(),
                    r.endUs(),
                    r.inFlight(),
                    r.outcome(),
                    r.status(),
                    r.user(),
                    r.firstByteUs(),
                    r.connectUs(),
                    r.intendedUs())));
    return rows;
  }

  private List<Row> rows(String content) throws IOException {
    return rows(content.getBytes(StandardCharsets.UTF_8), told(null, Map.of()));
  }

  private static String jtl(long at, long elapsed, String label, String thread) {
    return "%d,%d,%s,200,OK,%s,text,true,,10,1,2,2,http://s.test/,%d,0,1\n"
        .formatted(at, elapsed, label, thread, elapsed / 2);
  }

  private String refusal(String content) {
    return assertThrows(IOException.class, () -> rows(content)).getMessage();
  }

  @Test
  void rowsStandInOrderOfEndingAndCountWhoIsInFlight() throws IOException {
    List<Row> rows =
        rows(
            JTL
                + jtl(1_700_000_000_000L, 100, "a", "G 1-1")
                + jtl(1_700_000_000_010L, 20, "a", "G 1-2")
                + jtl(1_700_000_000_030L, 50, "a", "G 1-2"));
    assertEquals(List.of(1L, 2L, 0L), rows.stream().map(Row::request).toList());
    // The second of user 2 begins as its first one ends: two in flight, not three.
    assertEquals(List.of(2L, 2L, 1L), rows.stream().map(Row::inFlight).toList());
    assertEquals(30_000, rows.get(0).endUs());
    assertEquals(20_000, rows.get(0).firstByteUs());
    assertEquals(1_000, rows.get(0).connectUs());
    assertEquals(1, rows.get(0).user());
    assertEquals(2, stage().users().orElseThrow());
  }

  private StageInfo stage() throws IOException {
    return folder.read().scenarios().get(0).load().stages().get(0);
  }

  @Test
  void anyColumnsInAnyOrderWithAnySeparator() throws IOException {
    List<Row> rows =
        rows("success;elapsed;timeStamp\nfalse;7;1700000000000\ntrue;5;1700000000003\n");
    assertEquals(List.of(7_000L, 8_000L), rows.stream().map(Row::endUs).toList());
    assertEquals(Outcome.INVALID_RESPONSE, rows.get(0).outcome());
  }

  @Test
  void stepsAndSumsAreNotCountedTwice() throws IOException {
    String whole = jtl(1_700_000_000_000L, 100, "a", "G 1-1");
    String sum =
        "1700000000000,160,all,200,\"Number of samples in transaction : 2, number of failing samples"
            + " : 0\",G 1-1,,true,,10,1,2,2,null,0,0,0\n";
    String steps =
        jtl(1_700_000_000_000L, 40, "a-0", "G 1-1") + jtl(1_700_000_000_040L, 60, "a-1", "G 1-1");
    String next = jtl(1_700_000_000_100L, 60, "b-1", "G 1-1"); // is a name, not a step
    assertEquals(2, rows(JTL + steps + whole + next + sum).size());
    assertTrue(imported.notes().toString().contains("2 rows are steps"), imported.notes() + "");
    assertTrue(imported.notes().toString().contains("1 rows are sums"), imported.notes() + "");
    assertEquals(1, rows(JTL + sum).size());
  }

  @Test
  void stampsOfTheEndAreFoundOut() throws IOException {
    StringBuilder ends = new StringBuilder(JTL);
    StringBuilder starts = new StringBuilder(JTL);
    for (int i = 0; i < 50; i++) {
      long elapsed = i % 2 == 0 ? 10 : 90;
      long at = 1_700_000_000_000L + 100 * (i / 2) + (i % 2 == 0 ? 0 : 10);
      starts.append(jtl(at, elapsed, "a", "G 1-1"));
      ends.append(jtl(at + elapsed, elapsed, "a", "G 1-1"));
    }
    List<Row> expected = rows(starts.toString());
    assertEquals(expected, rows(ends.toString()));
    assertTrue(imported.notes().get(0).contains("taken for the ends"), imported.notes() + "");
  }

  @Test
  void appendedRunsAreParted() throws IOException {
    rows(
        JTL
            + jtl(1_700_000_000_000L, 100, "a", "G 1-1")
            + JTL
            + jtl(1_700_000_001_000L, 100, "a", "G 1-1")
            + jtl(1_700_086_400_000L, 100, "a", "G 1-1"));
    List<ScenarioInfo> scenarios = folder.read().scenarios();
    assertEquals(List.of("s-1", "s-2", "s-3"), scenarios.stream().map(ScenarioInfo::name).toList());
    assertEquals(1_700_086_400, scenarios.get(2).started().getEpochSecond());
    assertEquals(0, read("s-3").get(0).sentUs());
  }

  @Test
  void theTestsOwnWordDecides() throws IOException {
    List<Row> rows =
        rows(
            JTL
                + "1700000000000,1,a,400,Bad,T,text,true,,0,0,1,1,u,1,0,0\n"
                + "1700000000010,1,a,200,OK,T,text,false,\"Test failed:\ntext\",0,0,1,1,u,1,0,0\n"
                + "1700000000020,1,a,Non HTTP response code: java.net.SocketTimeoutException,Non HTTP"
                + " response message: Read timed out,T,text,false,,0,0,1,1,u,0,0,0\n"
                + "1700000000030,1,a,Non HTTP response code: org.apache.http.NoHttpResponseException,"
                + "x,T,text,false,,0,0,1,1,u,0,0,0\n"
                + "1700000000040,1,a,503,Busy,T,text,false,,0,0,1,1,u,1,0,0\n");
    assertEquals(
        List.of(
            Outcome.OK,
            Outcome.INVALID_RESPONSE,
            Outcome.RESPONSE_TIMEOUT,
            Outcome.REMOTE_CLOSED,
            Outcome.HTTP_ERROR),
        rows.stream().map(Row::outcome).toList());
  }

  @Test
  void badRowsAreToldByLineAndACutLastOneIsLeftOut() throws IOException {
    String good = jtl(1_700_000_000_000L, 100, "a", "G 1-1");
    assertTrue(refusal(JTL + good + "x" + good).contains("line 3: timeStamp is 'x17"));
    assertEquals(1, rows(JTL + good + good.substring(0, 30)).size());
    assertTrue(imported.notes().toString().contains("line 3"), imported.notes() + "");
    assertTrue(refusal("<?xml version=\"1.0\"?><testResults version=\"1.2\">").contains("XML"));
    assertTrue(refusal("what,is,this\n").contains("--map"));
    assertFalse(Files.exists(folder.path().resolve("s")), "nothing is left behind");
  }

  @Test
  void oneLabelAlone() throws IOException {
    String both =
        JTL + jtl(1_700_000_000_000L, 100, "a", "1") + jtl(1_700_000_000_000L, 9, "b", "1");
    byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
    assertEquals(1, rows(bytes, told("b", Map.of())).size());
    String message =
        assertThrows(IOException.class, () -> rows(bytes, told("c", Map.of()))).getMessage();
    assertTrue(message.contains("there are a, b"), message);
  }

  @Test
  void compressedOnesReadAlike() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write((JTL + jtl(1_700_000_000_000L, 100, "a", "1")).getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(100_000, rows(bytes.toByteArray(), told(null, Map.of())).get(0).endUs());
  }

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

  private Path others(String name) {
    Path checkout = RunNames.datasets().orElse(Path.of("x", "y")).toAbsolutePath().getParent();
    Path file = checkout.resolveSibling("shared").resolve("data/jmeter").resolve(name);
    assumeTrue(Files.isRegularFile(file), "files of others are not beside the checkout");
    return file;
  }

  @Test
  void redirectsOfOthersAreTenASecond() throws IOException {
    assertEquals(500, rows(others("redirects_as_sub_results.jtl"), told(null, Map.of())).size());
    var summary = folder.read().scenarios().get(0).summary().orElseThrow();
    assertEquals(10, summary.requestsPerSecond(), 0.5);
  }

  @Test
  void aRestartOfOthersIsOneClusterOfClosedConnections() throws IOException {
    List<Row> rows = rows(others("one_restart.jtl"), told(null, Map.of()));
    List<Row> failed = rows.stream().filter(r -> r.outcome() == Outcome.REMOTE_CLOSED).toList();
    assertEquals(54, failed.size());
    assertTrue(failed.get(0).endUs() > 36e6 && failed.get(53).endUs() < 76e6);
    assertEquals(50, stage().users().orElseThrow());
    // a timer holds 49.5 req/s once all users are there
    long steady = rows.stream().filter(r -> r.endUs() >= 100e6 && r.endUs() < 200e6).count();
    assertEquals(4_950, steady, 50);
  }
}
