package flowgauge.analyze.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.AnalysisText;
import flowgauge.analyze.Analyzer;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.rows.Imported;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.analyze.samples.Samples;
import flowgauge.record.RunFolder;
import flowgauge.record.Summary;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as people change them, and as tools write them when they are set otherwise. */
class VariantsTest {
  private static final long START = 1_700_000_000_000L;

  @TempDir Path temp;

  private RunFolder folder;
  private Imported imported;

  private List<Sample> rows(byte[] content, Map<String, String> map) throws IOException {
    Path file = Files.write(temp.resolve("file"), content);
    Told told = ForeignRows.told(null, map);
    folder = RunFolder.createAt(Files.createTempDirectory(temp, "run"));
    Source source = Source.of(file);
    imported = Importers.into(Importers.of(source, told), source, told, folder, Progress.NONE);
    List<Sample> rows = new ArrayList<>();
    for (var scenario : folder.read().scenarios()) {
      if (Files.exists(folder.samples(scenario.name()))) {
        Samples.forEach(folder.samples(scenario.name()), row -> rows.add(row.copy()));
      }
    }
    return rows;
  }

  private List<Sample> rows(String content) throws IOException {
    return rows(content.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private Summary summary() throws IOException {
    return folder.read().scenarios().get(0).summary().orElseThrow();
  }

  /** Four threads that rest between requests, as start, elapsed and thread. */
  private static List<long[]> rested(long seed) {
    Random random = new Random(seed);
    List<long[]> rows = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      long at = START + 7 * thread;
      for (int i = 0; i < 100; i++) {
        long elapsed = 20 + random.nextInt(60);
        rows.add(new long[] {at, elapsed, thread});
        at += elapsed + 500;
      }
    }
    return rows;
  }

  private static String jtl(List<long[]> rows, boolean ends) {
    StringBuilder text = new StringBuilder("timeStamp,elapsed,threadName\n");
    for (long[] row : rows) {
      text.append(row[0] + (ends ? row[1] : 0)).append(',').append(row[1]).append(",t ");
      text.append(row[2]).append('\n');
    }
    return text.toString();
  }

  @Test
  void stampsAreToldApartAlsoWhereThreadsRestAndRowsAreSorted() throws IOException {
    List<long[]> rows = rested(3);
    List<List<Long>> ends = new ArrayList<>();
    for (boolean byEnd : new boolean[] {true, false}) {
      for (boolean stampsOfEnd : new boolean[] {true, false}) {
        rows.sort(Comparator.comparingLong(row -> row[0] + (byEnd ? row[1] : 0)));
        ends.add(rows(jtl(rows, stampsOfEnd)).stream().map(Sample::endUs).toList());
        assertEquals(
            stampsOfEnd, imported.notes().toString().contains("ends of requests"), "seed 3");
      }
    }
    assertEquals(1, ends.stream().distinct().count());
  }

  @Test
  void secondsAreNoMilliseconds() throws IOException {
    List<Sample> rows = rows("timeStamp,elapsed\n1700000000,50\n1700000002,50\n");
    assertEquals(2_000_000, rows.get(1).sentUs());
    assertTrue(rows.stream().allMatch(row -> row.inFlight() < 0), "who met whom is unknown");
    assertTrue(imported.notes().toString().contains("whole seconds"), imported.notes() + "");
    assertEquals(50_000, rows("timeStamp,elapsed\n1700000000000000,50\n").get(0).endUs());
  }

  @Test
  void columnsWithoutNamesAndOthersInTheMidst() throws IOException {
    String row = "%d,20,a,200,OK,G 1-1,text,true,,10,5,1,1,http://x.test/,19,0,1\n";
    List<Sample> bare = rows(row.formatted(START) + row.formatted(START + 100));
    assertEquals(120_000, bare.get(1).endUs());
    assertTrue(imported.notes().toString().contains("does not name its columns"));
    List<Sample> both =
        rows(
            "timeStamp,elapsed,success\n1700000000000,20,true\n"
                + "success,elapsed,timeStamp\nfalse,30,1700000000100\n");
    assertEquals(List.of(Outcome.OK, Outcome.INVALID_RESPONSE), outcomes(both));
  }

  private static List<Outcome> outcomes(List<Sample> rows) {
    return rows.stream().map(Sample::outcome).toList();
  }

  @Test
  void windowsTextIsRefusedWithAWord() {
    byte[] text = ("\ufeff" + jtl(rested(1), false)).getBytes(StandardCharsets.UTF_16LE);
    String message = assertThrows(IOException.class, () -> rows(text, Map.of())).getMessage();
    assertTrue(message.contains("UTF-16"), message);
  }

  @Test
  void datesAndNumbersAsLoggersWriteThem() throws IOException {
    for (String date :
        List.of(
            "2023-11-14 22:13:20,250",
            "2023-11-14T22:13:20.250Z",
            "2023-11-15 00:13:20.250 +0200",
            "1700000000.250",
            "1700000000250000000")) {
      String text = "when;took_s\n1700000000;0,5\n" + date + ";0,125\n";
      List<Sample> rows =
          rows(
              text.getBytes(StandardCharsets.UTF_8), Map.of("start", "when", "duration", "took_s"));
      assertEquals(375_000, rows.get(0).endUs(), date);
    }
    List<Sample> log =
        rows(
            "[14/Nov/2023:22:13:20 +0000],3\n".replaceFirst("^", "at,ms\n").getBytes(),
            Map.of("end", "at", "duration", "ms"));
    assertEquals(3_000, log.get(0).endUs());
    List<Sample> own =
        rows("t,ms\n100,5\n15000,5\n".getBytes(), Map.of("start", "t:ms", "duration", "ms"));
    assertEquals(14_900_000, own.get(1).sentUs());
  }

  @Test
  void k6GroupsAreInTheName() throws IOException {
    rows(
        "metric_name,timestamp,metric_value,group,name,status\n"
            + "http_reqs,1700000000500,1,::shop::pay,u,200\n"
            + "http_req_duration,1700000000500,10,::shop::pay,u,200\n");
    assertEquals(
        "shop / pay: u", folder.read().scenarios().get(0).labels().orElseThrow().get(0).name());
  }

  @Test
  void tokensOfAiperfAreEventsOfAStream() throws IOException {
    Sample row =
        rows("{\"metadata\":{\"request_start_ns\":1700000000000000000,"
                + "\"request_end_ns\":1700000000100000000},\"metrics\":{"
                + "\"time_to_first_token\":{\"value\":40,\"unit\":\"ms\"},"
                + "\"inter_chunk_latency\":{\"value\":[10,30],\"unit\":\"ms\"}}}\n")
            .get(0);
    assertEquals(40_000, row.firstEventUs());
    assertEquals(3, row.events());
    assertEquals(20_000, row.meanGapUs());
    assertEquals(30_000, row.longestGapUs());
  }

  private String refusal(String content) {
    return assertThrows(IOException.class, () -> rows(content)).getMessage();
  }

  @Test
  void whatIsNoGapOrNoCountIsRefusedInALine() {
    String gap =
        refusal(
            "{\"metadata\":{\"request_start_ns\":1,\"request_end_ns\":2},\"metrics\":{"
                + "\"time_to_first_token\":{\"value\":1},"
                + "\"inter_chunk_latency\":{\"value\":[10,-30]}}}\n");
    assertTrue(gap.endsWith("line 1: a gap of inter_chunk_latency is -30, no such number"), gap);
    String oha = "{\"summary\":{},\"latencyPercentiles\":{},\"statusCodeDistribution\":{%s}}";
    String none = refusal(oha.formatted(""));
    assertTrue(none.endsWith(": counts no request"), none);
    String wrong = refusal(oha.formatted("\"200\":-1"));
    assertTrue(wrong.endsWith(": counts -1 of '200', no number of requests"), wrong);
    String log = refusal("#[Histogram log]\n\"Interval_Compressed_Histogram\"\n");
    assertTrue(log.endsWith(": has no histogram"), log);
    String zeros = refusal("timeStamp,elapsed\n" + "\0".repeat(1_000) + ",5\n");
    assertTrue(zeros.length() < 400, zeros);
  }

  private static final String LIST =
      """
             Value     Percentile TotalCount 1/(1-Percentile)

             1.000 0.000000000000          1           1.00
             5.000 0.500000000000         50           2.00
             9.000 0.990625000000         99         106.67
            12.000 1.000000000000        100
      #[Mean    =        5.100, StdDeviation   =        2.000]
      """;

  @Test
  void aListOfPercentilesIsADistributionAndNoVerdict() throws IOException {
    rows(LIST);
    Summary.Times times = summary().responseTime();
    assertEquals(100, summary().requests());
    assertEquals(List.of(5.0, 9.0, 12.0), List.of(times.medianMs(), p(99), p(100)));
    assertEquals(5.1, times.meanMs());
    ScenarioAnalysis analysis = Analyzer.DEFAULT.run(folder).scenarios().get("s");
    assertEquals(Verdict.CANNOT_TELL, analysis.backpressure().verdict());
    String text = AnalysisText.of(Analyzer.DEFAULT.run(folder), true);
    assertFalse(text.contains("NaN"), text);
  }

  private double p(double percent) throws IOException {
    return summary().responseTime().percentiles().get(Summary.PERCENTILES.indexOf(percent));
  }

  @Test
  void whatWrk2PrintsHasARateAndFailures() throws IOException {
    rows(
        "Running 10s test @ http://x.test\n"
            + LIST
            + "  200 requests in 10.00s, 1.00MB read\n"
            + "  Socket errors: connect 0, read 3, write 0, timeout 2\n"
            + "  Non-2xx or 3xx responses: 20\nRequests/sec: 20.00\n");
    assertEquals(205, summary().requests());
    assertEquals(25, summary().failed());
    assertEquals(18.0, summary().requestsPerSecond(), 1e-9);
  }

  @Test
  void ohaSummariesCountStatusesAndErrors() throws IOException {
    rows(
        "{\"summary\":{\"total\":10.0,\"slowest\":0.5,\"fastest\":0.01,\"average\":0.1},"
            + "\"latencyPercentiles\":{\"p50\":0.05,\"p99\":0.4,\"p99.9\":null},"
            + "\"statusCodeDistribution\":{\"200\":90,\"429\":10},"
            + "\"errorDistribution\":{\"aborted due to deadline\":4,\"connection refused\":2}}");
    assertEquals(106, summary().requests());
    assertEquals(4, summary().unfinished());
    assertEquals(2L, summary().outcomes().get(Outcome.CONNECT_REFUSED.text()));
    assertEquals(9.0, summary().requestsPerSecond(), 1e-9);
    assertEquals(List.of(50.0, 400.0, 500.0), List.of(p(50), p(99), p(100)));
    String became = Analyzer.DEFAULT.run(folder).scenarios().get("s").requests().sentence();
    assertTrue(became.contains("10 refused by the server"), became);
  }

  @Test
  void connectionsClosedTogetherAreARestart() throws IOException {
    assertEquals(List.of("server_restart"), causes(false));
    assertFalse(causes(true).contains("server_restart"), "seed 5");
  }

  /** The causes of a minute's failures: within 0.6 s half of all, or 1 in 100 at random. */
  private List<String> causes(boolean atRandom) throws IOException {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("timeStamp,elapsed,responseCode,success,threadName\n");
    for (int i = 0; i < 6_000; i++) {
      int at = 10 * i;
      boolean together = i % 2 == 0 && at >= 30_000 && at < 30_600;
      boolean lost = atRandom ? random.nextInt(100) == 0 : together;
      text.append(START + at).append(',').append(lost ? 1 : 20 + random.nextInt(10));
      text.append(
          lost
              ? ",Non HTTP response code: org.apache.http.NoHttpResponseException,false"
              : ",200,true");
      text.append(",t ").append(i % 50).append('\n');
    }
    rows(text.toString());
    return Analyzer.DEFAULT.run(folder).scenarios().get("s").failures().clusters().stream()
        .map(cluster -> cluster.causes().get(0).name())
        .toList();
  }

  @Test
  void whenNothingEndsAnyMoreAllOfLocustsUsersWait() throws IOException {
    Files.writeString(
        temp.resolve("x_stats.csv"),
        """
        Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,\
        Min Response Time,Max Response Time,Requests/s,Failures/s
        ,Aggregated,1200,0,100,100,90,110,20,0
        """);
    StringBuilder history =
        new StringBuilder(
            "Timestamp,User Count,Type,Name,Total Request Count,Total Failure Count,"
                + "Total Average Response Time\n");
    for (int s = 0; s < 180; s++) { // 20 req/s for a minute, and then none
      history.append("%d,50,,Aggregated,%d,0,100\n".formatted(1000 + s, 20 * Math.min(s, 60)));
    }
    Files.writeString(temp.resolve("x_stats_history.csv"), history);
    folder = RunFolder.createAt(temp.resolve("run"));
    Source source = Importers.source(temp.resolve("x").toString());
    Told told = Untold.scenario("s");
    Importers.into(Importers.of(source, told), source, told, folder, Progress.NONE);
    ScenarioAnalysis analysis = Analyzer.DEFAULT.run(folder).scenarios().get("s");
    assertEquals(Verdict.SATURATED, analysis.backpressure().verdict());
    assertEquals(60, analysis.backpressure().saturatedSinceSeconds().orElseThrow(), 1.01);
    assertEquals(Limiter.Name.PAUSES, analysis.limiter().name());
    assertEquals(119, analysis.pauses().totalSeconds(), 1.01);
  }
}
