package flowgauge.analyze.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.summary.TimeBreakdown;
import flowgauge.record.RunNames;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** JMeter's rows, few as it writes them, and files of others. */
class JtlTest extends ForeignRows {
  private static final String JTL =
      "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,"
          + "failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect\n";

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

  @Test
  void stepsThatUsersTakeTogetherAreNoQueue() throws IOException {
    rows(others("fourteen_steps_in_bursts.jtl"), told(null, Map.of()));
    ScenarioAnalysis found = analysis();
    assertEquals(Backpressure.Verdict.CANNOT_TELL, found.backpressure().verdict());
    String sentence = found.backpressure().sentence();
    assertTrue(sentence.contains("other requests were made at the end"), sentence);
  }

  @Test
  void aTimerThatHoldsTheLoadIsNoLimitOfTheServer() throws IOException {
    rows(others("one_restart.jtl"), told(null, Map.of()));
    assertEquals(Backpressure.Verdict.NONE, analysis().backpressure().verdict());
  }

  @Test
  void aResponseThatIsRoundedToNothingIsNoFloor() throws IOException {
    rows(
        JTL
            + jtl(1_700_000_000_000L, 100, "a", "G 1-1")
            + jtl(1_700_000_000_200L, 0, "a", "G 1-1")
            + jtl(1_700_000_000_300L, 50, "a", "G 1-1"));
    TimeBreakdown time = analysis().time();
    assertEquals(List.of(), time.parts());
    assertTrue(time.basis().contains("rounded to 0 ms"), time.basis());
  }

  private ScenarioAnalysis analysis() throws IOException {
    return Analyzer.DEFAULT.run(folder).scenarios().values().iterator().next();
  }
}
