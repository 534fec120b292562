package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.limit.Limiter;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures that come with load, that come at random, and that come without any load, too. */
class FailuresLimitTest {
  private static final int USERS = 30;
  private static final double SECONDS = 20;
  private static final double BASELINE_S = 10;
  private static final long SEED = 12;

  @TempDir Path temp;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final StringBuilder rows = new StringBuilder(Runs.HEADER);
  private long number;

  /** What becomes of a request that is sent while so many are in flight, itself counted. */
  private interface Server {
    boolean fails(int inFlight);
  }

  @Test
  void aServerThatFailsWhatIsBeyondTenSaysSo() throws IOException {
    load(0, 0.15, 0.01, "http_error", inFlight -> inFlight > 10);
    Limiter limiter = analysis(0).limiter();
    assertEquals(Limiter.Name.FAILURES, limiter.name());
    assertTrue(
        limiter
            .sentence()
            .contains("100 % of those sent while 11 or more were in flight, 0.0 % of the others"),
        limiter.sentence());
  }

  @Test
  void oneThatFailsAtRandomDoesNot() throws IOException {
    load(0, 0.15, 0.01, "http_error", inFlight -> random.nextInt(3) == 0);
    Limiter limiter = analysis(0).limiter();
    assertEquals(Limiter.Name.FAILURES, limiter.name());
    assertFalse(limiter.sentence().contains("in flight"), limiter.sentence());
  }

  /** Of the answers of long runs some are counted only: so it is of failures. */
  @Test
  void thirdsThatFailAreNotMostLateInALongRunEither() throws IOException {
    number = 1_000_000;
    load(0, 0.15, 0.01, "http_error", inFlight -> inFlight > 10 && random.nextInt(3) == 0);
    String sentence = analysis(0).limiter().sentence();
    assertFalse(sentence.contains("in flight"), sentence);
  }

  @Test
  void whatFailsAloneIsNotTheLoads() throws IOException {
    for (double at = 0; at + 3 < BASELINE_S; at += 3.01) {
      row(-1, at, at + 3, 1, "response_timeout", "baseline");
    }
    load(BASELINE_S, 2.99, 3, "response_timeout", inFlight -> random.nextInt(20) != 0);
    ScenarioAnalysis found = analysis(BASELINE_S);
    assertEquals(Verdict.CANNOT_TELL, found.backpressure().verdict());
    assertEquals(
        "can't tell: requests fail without any load, too: 3 of 3 sent alone did",
        found.backpressure().sentence());
    assertEquals(Limiter.Name.FAILURES, found.limiter().name());
    assertTrue(found.limiter().sentence().endsWith(", as all did that were sent alone"));
  }

  private void load(double from, double goodS, double badS, String bad, Server server) {
    PriorityQueue<Double> flying = new PriorityQueue<>();
    PriorityQueue<double[]> due = new PriorityQueue<>((a, b) -> Double.compare(a[0], b[0]));
    for (int user = 0; user < USERS; user++) {
      due.add(new double[] {from + user * 0.05, user});
    }
    while (due.peek()[0] < from + SECONDS) {
      double[] next = due.poll();
      while (!flying.isEmpty() && flying.peek() <= next[0]) {
        flying.poll();
      }
      boolean fails = server.fails(flying.size() + 1);
      double end = next[0] + (fails ? badS : goodS);
      flying.add(end);
      row((int) next[1], next[0], end, flying.size(), fails ? bad : "ok", "steady");
      due.add(new double[] {end + 0.1 + 0.2 * random.nextDouble(), next[1]});
    }
  }

  private void row(int user, double from, double to, int met, String outcome, String phase) {
    int status = outcome.equals("ok") ? 200 : outcome.equals("http_error") ? 500 : 0;
    rows.append(Runs.row(number++, user, from, to, met, outcome, status, phase));
  }

  private ScenarioAnalysis analysis(double baselineS) throws IOException {
    ScenarioInfo scenario = Runs.baselined("s", Runs.closed(USERS, 20, SECONDS), baselineS);
    RunFolder folder = Runs.folder(temp.resolve("run"), scenario);
    Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
    return Analyzer.DEFAULT.run(folder).scenarios().get("s");
  }
}
