package flowgauge.analyze.foreign;

import static flowgauge.analyze.statistics.Figures.format;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.record.Outcome;
import flowgauge.record.Phase;
import flowgauge.record.RunFolder;
import flowgauge.record.RunNames;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locust's files, small ones made here and the archive's where they are. */
class LocustTest {
  private static final String STATS_HEADER =
      "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,"
          + "Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,"
          + "50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\n";
  private static final String HISTORY_HEADER =
      "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,"
          + "99.99%,100%,Total Request Count,Total Failure Count,Total Median Response Time,"
          + "Total Average Response Time,Total Min Response Time,Total Max Response Time,"
          + "Total Average Content Size\n";

  @TempDir Path temp;

  private String small() throws IOException {
    Files.writeString(
        temp.resolve("x_stats.csv"),
        STATS_HEADER
            + ",Aggregated,40,2,100,110,1,200,5,10,0.5,"
            + "100,110,120,130,140,150,160,170,180,190,200\n");
    StringBuilder history = new StringBuilder(HISTORY_HEADER);
    for (int s : new int[] {0, 1, 3, 4}) { // second 2 is skipped
      history.append(
          format(
              "%d,%d,,Aggregated,10,0,%s,1,1,1,1,150,1,170,1,1,1,%d,%d,100,110,1,200,5\n",
              1000 + s, Math.min(20, 10 * s), s == 0 ? "N/A" : "100", 10 * s, s / 2));
    }
    Files.writeString(temp.resolve("x_stats_history.csv"), history);
    Files.writeString(
        temp.resolve("x_failures.csv"),
        "Method,Name,Error,Occurrences\n"
            + "GET,/,\"ConnectionResetError(104, 'Connection reset by peer')\",1\n"
            + "GET,/,Teapot,1\n");
    return temp.resolve("x").toString();
  }

  private ScenarioAnalysis imported(String prefix, Told told) throws IOException {
    RunFolder folder = RunFolder.createAt(temp.resolve("run"));
    Source source = Importers.source(prefix);
    Importers.into(Importers.of(source, told), source, told, folder, Progress.NONE);
    return Analyzer.DEFAULT.run(folder).scenarios().get("locust");
  }

  private static Told told(double waitMin, double waitMax, Integer threads) {
    return new Told(
        "locust",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        waitMin,
        waitMax,
        Optional.empty(),
        Optional.ofNullable(threads).map(t -> 8),
        Optional.ofNullable(threads),
        threads == null ? Double.NaN : 1.25,
        Optional.empty(),
        Map.of());
  }

  private static final Told NOTHING = told(Double.NaN, Double.NaN, null);

  private static String warnings(ScenarioAnalysis analysis) {
    return String.join("\n", analysis.summary().warnings());
  }

  @Test
  void intervalsComeFromDifferencesAndGapsAreFilled() throws IOException {
    ScenarioAnalysis analysis = imported(small(), told(0.5, 0.5, null));
    Intervals table = analysis.intervals();
    assertEquals(4, table.size());
    assertEquals(9.5, table.column(Intervals.COMPLETED)[2]);
    assertEquals(0.5, table.column(Intervals.FAILED)[2]);
    assertEquals(110, table.column(Intervals.MEAN_MS)[0], 1e-9);
    assertEquals(20 - 10 * 0.5, table.column(Intervals.IN_FLIGHT)[3], 1e-9);
    assertEquals(Phase.RAMP, table.phase(1));
    assertEquals(Phase.STEADY, table.phase(2));
    assertEquals(38, analysis.summary().succeeded());
    assertEquals(1, analysis.summary().outcomes().get(Outcome.CONNECTION_RESET.text()));
    assertTrue(
        analysis.summary().warnings().stream().anyMatch(warning -> warning.contains("Teapot")));
  }

  @Test
  void whatIsNotToldStaysUnknown() throws IOException {
    ScenarioAnalysis analysis = imported(small(), NOTHING);
    assertTrue(analysis.limiter().candidate(Limiter.Name.CLIENTS).isEmpty());
    assertTrue(
        analysis.summary().warnings().stream()
            .anyMatch(warning -> warning.contains("--wait-time")));
  }

  private String refusal(String prefix) {
    return assertThrows(IOException.class, () -> imported(prefix, NOTHING)).getMessage();
  }

  @Test
  void namesAFileThatIsMissingOrBroken() throws IOException {
    String prefix = small();
    Path history = temp.resolve("x_stats_history.csv");
    Files.writeString(history, Files.readString(history).replace("1003,20", "1003,many"));
    String message = refusal(prefix);
    assertTrue(message.contains("x_stats_history.csv, line 4: User Count is 'many'"), message);
    assertFalse(Files.exists(temp.resolve("run")), "a refused import leaves nothing behind");
    Files.delete(history);
    message = refusal(prefix);
    assertTrue(message.contains("there is no file") && message.contains("--csv"), message);
    message = refusal(temp.resolve("y").toString());
    assertTrue(message.contains("y_stats_history.csv"), message);
  }

  private Intervals table(String history) throws IOException {
    String prefix = small();
    Files.writeString(temp.resolve("x_stats_history.csv"), HISTORY_HEADER + history);
    return imported(prefix, NOTHING).intervals();
  }

  private static String row(long second, int users, String name, double requests, double meanMs) {
    return format(
        "%d,%d,,%s,1,0,70,1,1,1,1,80,1,90,1,1,1,%.0f,0,100,%.3f,1,200,5\n",
        second, users, name, requests, meanMs);
  }

  @Test
  void percentilesSinceTheStartAreNoPercentilesOfASecond() throws IOException {
    String all = row(0, 1, "Aggregated", 0, 0) + row(1, 1, "Aggregated", 5, 10);
    assertFalse(table(all).has(Intervals.P50_MS));
    Files.walk(temp.resolve("run"))
        .sorted(Comparator.reverseOrder())
        .forEach(f -> f.toFile().delete());
    Intervals current = table(all + row(1, 1, "/a", 5, 10));
    assertEquals(70, current.column(Intervals.P50_MS)[0]);
  }

  @Test
  void severalRowsASecondLoseNothing() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int half = 0; half <= 20; half++) {
      rows.append(row(half / 2, 4, "Aggregated", 5 * half, 100));
    }
    double[] completed = table(rows.toString()).column(Intervals.COMPLETED);
    assertEquals(100, Arrays.stream(completed).sum(), 1e-9);
    assertEquals(10, completed[5], 1e-9);
  }

  @Test
  void idleSecondsAroundTheLoadAreLeftOut() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int s = 0; s < 60; s++) {
      boolean load = s >= 10 && s < 30;
      int done = Math.max(0, Math.min(30, s) - 10);
      rows.append(row(s, load ? 3 : 0, "Aggregated", 6.0 * done, 500));
    }
    Intervals table = table(rows.toString());
    assertEquals(21, table.size());
    assertEquals(Phase.DRAIN, table.phase(20));
    assertEquals(Phase.STEADY, table.phase(19));
    // X R = 6/s x 0.5 s
    assertEquals(3, table.column(Intervals.IN_FLIGHT)[10], 1e-9);
  }

  @Test
  void totalsThatWereResetCountFromThenOn() throws IOException {
    String rows =
        row(0, 1, "Aggregated", 0, 0)
            + row(1, 1, "Aggregated", 10, 100)
            + row(2, 1, "Aggregated", 4, 50)
            + row(3, 1, "Aggregated", 14, 50);
    double[] completed = table(rows).column(Intervals.COMPLETED);
    assertEquals(List.of(10.0, 4.0, 10.0), Arrays.stream(completed).boxed().toList());
  }

  @Test
  void aCutLastRowIsLeftOutAndTold() throws IOException {
    String prefix = small();
    Path history = temp.resolve("x_stats_history.csv");
    String text = Files.readString(history);
    Files.writeString(history, text.substring(0, text.length() - 20));
    ScenarioAnalysis analysis = imported(prefix, NOTHING);
    assertEquals(3, analysis.intervals().size());
    assertTrue(warnings(analysis).contains("may be cut"), warnings(analysis));
  }

  @Test
  void localesMarksAndCodePagesChangeNothing() throws IOException {
    Locale before = Locale.getDefault();
    String prefix = small();
    Path stats = temp.resolve("x_stats.csv");
    Files.writeString(stats, "\uFEFF" + Files.readString(stats));
    Files.write(
        temp.resolve("x_failures.csv"),
        "Method,Name,Error,Occurrences\nGET,/,Connexion ferm\u00e9e 10054,2\n"
            .getBytes(Charset.forName("windows-1252")));
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      ScenarioAnalysis analysis = imported(prefix, NOTHING);
      assertEquals(190, analysis.percentiles().at(99.99).ms());
      assertTrue(warnings(analysis).contains("2 x Connexion ferm\u00e9e"), warnings(analysis));
      assertEquals(2, analysis.summary().outcomes().get(Outcome.CONNECTION_RESET.text()));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void oneNameAlone() throws IOException {
    String prefix = small();
    Path stats = temp.resolve("x_stats.csv");
    Files.writeString(
        stats,
        Files.readString(stats) + "GET,/a,30,0,100,110,1,200,5,10,0.5,1,2,3,4,5,6,7,8,9,10,11\n");
    Told only =
        new Told(
            "locust",
            Optional.of("/a"),
            Optional.empty(),
            Optional.empty(),
            Double.NaN,
            Double.NaN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Double.NaN,
            Optional.empty(),
            Map.of());
    String message = assertThrows(IOException.class, () -> imported(prefix, only)).getMessage();
    assertTrue(message.contains("--csv-full-history"), message);
    Path history = temp.resolve("x_stats_history.csv");
    Files.writeString(
        history,
        Files.readString(history)
            + row(1005, 2, "/a", 0, 0).replace(",,/a", ",GET,/a")
            + row(1006, 2, "/a", 30, 5).replace(",,/a", ",GET,/a"));
    ScenarioAnalysis analysis = imported(prefix, only);
    assertEquals(30, analysis.summary().requests());
    assertEquals(30, analysis.intervals().column(Intervals.COMPLETED)[0]);
  }

  private static Path data(String folder) {
    Path checkout = RunNames.datasets().orElse(Path.of("x", "y")).toAbsolutePath().getParent();
    Path data = checkout.resolveSibling("shared").resolve("data").resolve(folder);
    assumeTrue(Files.isDirectory(data), "files of others are not beside the checkout");
    return data;
  }

  private ScenarioAnalysis archived(String name, String engine, int threads) throws IOException {
    Told told =
        new Told(
            "locust",
            Optional.empty(),
            Optional.of(500),
            Optional.empty(),
            1,
            2,
            Optional.of(engine),
            Optional.of(8),
            Optional.of(threads),
            1.25,
            Optional.empty(),
            Map.of());
    return imported(data("promptflow-harness-v1.12.0").resolve(name).toString(), told);
  }

  private ScenarioAnalysis others(String name) throws IOException {
    return imported(data("locust").resolve(name).toString(), NOTHING);
  }

  private static double mean(Intervals table, String column, int from, int to) {
    return Arrays.stream(table.column(column), from, to).average().orElseThrow();
  }

  @Test
  void fiftyUsersAtTwoASecondAreAllInTheServer() throws IOException {
    Intervals table = others("flat_at_two_a_second").intervals();
    assertTrue(table.size() < 190, "98 s without users are no load: " + table.size());
    assertEquals(2.4, mean(table, Intervals.THROUGHPUT, 40, 170), 0.2);
    assertTrue(mean(table, Intervals.IN_FLIGHT, 60, 150) > 40, "nearly all wait");
    assertEquals(Phase.STEADY, table.phase(100));
  }

  @Test
  void halfOfTheServersAreLost() throws IOException {
    ScenarioAnalysis analysis = others("half_the_servers_lost");
    Map<String, Long> outcomes = analysis.summary().outcomes();
    assertEquals(14, outcomes.get(Outcome.CONNECTION_RESET.text()));
    assertEquals(1, outcomes.get(Outcome.HTTP_ERROR.text()));
    Intervals table = analysis.intervals();
    double[] failed = table.column(Intervals.FAILED);
    int lost = 0;
    while (failed[lost] < 1) {
      lost++;
    }
    assertEquals(6.9, mean(table, Intervals.THROUGHPUT, lost - 40, lost - 2), 0.5);
    assertEquals(3.4, mean(table, Intervals.THROUGHPUT, lost + 10, lost + 60), 0.5);
    // X R: 3.4 a second at 6.6 s each, of 30 users of whom the others wait
    assertEquals(22.4, mean(table, Intervals.IN_FLIGHT, lost + 10, lost + 60), 2);
  }

  @Test
  void everyRequestFailedIsTheFirstThingSaid() throws IOException {
    ScenarioAnalysis analysis = others("all_bad_gateway");
    assertEquals(
        "every one of 43 requests failed: 43 x HTTPError('502 Server Error: Bad Gateway')",
        analysis.summary().warnings().get(0));
    Intervals table = analysis.intervals();
    assertEquals(43, Arrays.stream(table.column("failed_http_error")).sum(), 1e-6);
  }

  @Test
  void refusalsAreNoWork() throws IOException {
    ScenarioAnalysis analysis = others("rate_limited");
    assertTrue(warnings(analysis).contains("refused 1,607 of 2,210 requests"), warnings(analysis));
  }

  @Test
  void noRequestAtAllIsRefused() {
    String message =
        assertThrows(IOException.class, () -> others("no_request_at_all")).getMessage();
    assertTrue(message.contains("no user ever started"), message);
  }

  @Test
  void theArchivesSyncRunIsSaturatedByItsThreads() throws IOException {
    ScenarioAnalysis analysis = archived("pf_static_sync", "wsgi", 8);
    assertEquals(Verdict.SATURATED, analysis.backpressure().verdict());
    assertEquals(Limiter.Name.SERVER_THREADS, analysis.limiter().name());
    Limiter.Candidate threads =
        analysis.limiter().candidate(Limiter.Name.SERVER_THREADS).orElseThrow();
    assertEquals(51.2, threads.boundPerSecond().orElseThrow(), 1e-9);
    assertTrue(analysis.failures().claim().startsWith("1 failure in 1 cluster;"));
  }

  @Test
  void fourThreadsAreCalledImpossible() throws IOException {
    ScenarioAnalysis analysis = archived("pf_static_sync", "wsgi", 4);
    assertEquals(Verdict.SATURATED, analysis.backpressure().verdict());
    String evidence =
        analysis.limiter().candidate(Limiter.Name.SERVER_THREADS).orElseThrow().evidence();
    assertTrue(evidence.startsWith("impossible"), evidence);
    assertTrue(evidence.contains("25.6 req/s"), evidence);
  }

  @Test
  void theArchivesAsyncRunIsLimitedByItsClients() throws IOException {
    ScenarioAnalysis analysis = archived("pf_static_async", "asgi", 8);
    assertEquals(Verdict.NONE, analysis.backpressure().verdict());
    assertEquals(Limiter.Name.CLIENTS, analysis.limiter().name());
    Limiter.Candidate clients = analysis.limiter().candidate(Limiter.Name.CLIENTS).orElseThrow();
    assertEquals(179.5, clients.boundPerSecond().orElseThrow(), 0.05);
    // 9,085 requests less the 991 of the ramp in 45 s; Locust's own rates of ten seconds each, the
    // ramp no longer in them, have a median of 179.6.
    assertEquals(8094 / 45.0, analysis.limiter().measuredPerSecond(), 1e-6);
    assertEquals(179.6, analysis.limiter().measuredPerSecond(), 0.3);
  }
}
