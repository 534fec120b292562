package flowgauge.analyze.foreign;

import static flowgauge.analyze.foreign.LocustRuns.NOTHING;
import static flowgauge.analyze.foreign.LocustRuns.analysis;
import static flowgauge.analyze.foreign.LocustRuns.told;
import static flowgauge.analyze.foreign.LocustRuns.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.rows.Told;
import flowgauge.record.RunNames;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locust's files as the archive and others have them, where they are. */
class LocustArchiveTest {
  @TempDir Path temp;

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
    return analysis(
        temp.resolve("run"), data("promptflow-harness-v1.12.0").resolve(name).toString(), told);
  }

  private ScenarioAnalysis others(String name) throws IOException {
    return analysis(temp.resolve("run"), data("locust").resolve(name).toString(), NOTHING);
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
