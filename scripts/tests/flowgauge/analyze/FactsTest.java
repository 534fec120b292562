package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.fate.Fates;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.pause.Pauses;
import flowgauge.analyze.service.Service;
import flowgauge.record.LoadInfo;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that nothing was told of, first come first served: each fact against what is true of
 * them. Rows are those of a queue worked out request by request.
 */
class FactsTest {
  private static final double LENGTH_S = 60;
  private static final double BASELINE_S = 3;
  private static final long SEED = 81_001;

  @TempDir Path temp;

  /** A server with so many slots; Poisson arrivals; exponential service times. */
  private static final class Server {
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final StringBuilder rows = new StringBuilder(Runs.HEADER);
    int slots = 5;
    double serviceS = 0.05;
    double perSecond = 60;
    double growth = 1;
    double pauseEveryS = Double.POSITIVE_INFINITY;
    double refusedAbove = Double.POSITIVE_INFINITY;
    private long number;

    RunFolder run(Path path) throws IOException {
      System.out.println("seed " + SEED);
      baseline(0, 1);
      double end = load();
      baseline(Math.max(BASELINE_S + LENGTH_S, end) + 0.01, growth);
      LoadInfo load = Runs.open(perSecond, LENGTH_S);
      RunFolder folder = Runs.folder(path, Runs.baselined("s", load, BASELINE_S));
      Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
      return folder;
    }

    private void baseline(double from, double factor) {
      for (double at = from; at < from + BASELINE_S; ) {
        double end = at + draw() * factor;
        row(at, end, 1, "ok", 200, "baseline");
        at = end;
      }
    }

    private double load() {
      PriorityQueue<Double> free = new PriorityQueue<>();
      PriorityQueue<Double> flying = new PriorityQueue<>();
      for (int i = 0; i < slots; i++) {
        free.add(0.0);
      }
      double last = 0;
      double tokens = 1;
      double before = BASELINE_S;
      for (double at = BASELINE_S; ; ) {
        at -= Math.log(1 - random.nextDouble()) / perSecond;
        if (at >= BASELINE_S + LENGTH_S) {
          return last;
        }
        while (!flying.isEmpty() && flying.peek() <= at) {
          flying.poll();
        }
        tokens = Math.min(5, tokens + (at - before) * refusedAbove);
        before = at;
        if (tokens < 1) {
          row(at, at + 0.001, flying.size() + 1, "http_error", 429, "steady");
          continue;
        }
        tokens--;
        double course = (at - BASELINE_S) / LENGTH_S;
        double begin = Math.max(at, free.poll());
        double end = paused(begin, draw() * (1 + (growth - 1) * course));
        free.add(end);
        flying.add(end);
        row(at, end, flying.size(), "ok", 200, "steady");
        last = Math.max(last, end);
      }
    }

    /** Every so often the server stands still for a second. */
    private double paused(double begin, double work) {
      if (Double.isInfinite(pauseEveryS)) {
        return begin + work;
      }
      double at = begin;
      double rest = work;
      while (true) {
        double next = Math.ceil((at - 1) / pauseEveryS) * pauseEveryS;
        if (at >= next && at < next + 1) {
          at = next + 1;
          next += pauseEveryS;
        }
        if (at + rest <= next) {
          return at + rest;
        }
        rest -= next - at;
        at = next;
      }
    }

    private double draw() {
      return -serviceS * Math.log(1 - random.nextDouble());
    }

    private void row(double from, double to, int met, String outcome, int status, String phase) {
      long sent = Math.round(from * 1e6);
      long end = Math.round(to * 1e6);
      rows.append(
          "%d,,0,true,,%d,%d,,%d,%d,%d,%s,%d,70,,,%s,0\n"
              .formatted(number++, sent, sent, end, end, met, outcome, status, phase));
    }
  }

  private ScenarioAnalysis of(Server server) throws IOException {
    return Analyzer.DEFAULT.run(server.run(temp.resolve("run"))).scenarios().get("s");
  }

  @Test
  void aQueueThatIsServedIsOnset() throws IOException {
    Server server = new Server();
    server.perSecond = 90; // of the 100 that it can
    ScenarioAnalysis found = of(server);
    assertEquals(Verdict.ONSET, found.backpressure().verdict(), found.backpressure().sentence());
    assertEquals(Limiter.Name.NOTHING, found.limiter().name());
    assertTrue(
        Double.isNaN(found.percentiles().at(99).lowMs()), "its interval would be too narrow");
  }

  @Test
  void moreThanItCanIsSaturatedAndTellsItsSlots() throws IOException {
    Server server = new Server();
    server.perSecond = 120;
    ScenarioAnalysis found = of(server);
    assertEquals(Verdict.SATURATED, found.backpressure().verdict());
    assertEquals(Limiter.Name.SERVER_THREADS, found.limiter().name());
    assertEquals(
        100,
        found.limiter().candidate(Limiter.Name.SERVER_THREADS).orElseThrow().boundPerSecond().get(),
        10);
    // 40 exponential times tell their mean, and so the 5 slots, to a sixth.
    assertTrue(
        found.limiter().sentence().matches(".*about [56] requests.*"), found.limiter().sentence());
  }

  @Test
  void aServiceThatBecomesSlowerIsNoQueue() throws IOException {
    Server server = new Server();
    server.slots = 1000;
    server.growth = 4;
    ScenarioAnalysis found = of(server);
    assertEquals(Verdict.NONE, found.backpressure().verdict(), found.backpressure().sentence());
    assertEquals(Service.Verdict.SLOWER, found.service().verdict(), found.service().sentence());
  }

  @Test
  void aServerThatStandsStillPauses() throws IOException {
    Server server = new Server();
    server.slots = 1000;
    server.pauseEveryS = 10;
    Pauses pauses = of(server).pauses();
    assertEquals(Pauses.Verdict.YES, pauses.verdict());
    assertTrue(pauses.count() == 5 || pauses.count() == 6, pauses.sentence());
    assertEquals(1000, pauses.longestMs(), 60);
    assertEquals(10, pauses.everySeconds().orElseThrow(), 0.2);
    assertTrue(pauses.regular());
  }

  @Test
  void oneThatDoesNotHasNone() throws IOException {
    ScenarioAnalysis found = of(new Server());
    assertEquals(Pauses.Verdict.NO, found.pauses().verdict(), found.pauses().sentence());
    assertEquals(Service.Verdict.STEADY, found.service().verdict(), found.service().sentence());
    assertEquals(Fates.Verdict.ANSWERED, found.requests().verdict());
    // The baseline's rows are in no figure of the load.
    assertEquals(LENGTH_S, found.summary().seconds(), 1e-6);
    assertEquals(found.requests().asked(), found.summary().succeeded());
    assertEquals(60, found.requests().askedPerSecond(), 4);
  }

  @Test
  void whatIsRefusedIsNotServed() throws IOException {
    Server server = new Server();
    server.refusedAbove = 30;
    ScenarioAnalysis found = of(server);
    assertEquals(Fates.Verdict.REFUSED, found.requests().verdict());
    assertEquals(30, found.requests().servedPerSecond(), 1.5);
    assertEquals(Verdict.SATURATED, found.backpressure().verdict());
    assertEquals(Limiter.Name.REFUSED, found.limiter().name());
    assertEquals("refused", found.failures().cause());
  }
}
