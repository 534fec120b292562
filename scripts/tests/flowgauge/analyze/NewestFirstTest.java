package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.limit.Limiter;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four slots of about 100 ms, and users who ask for two thirds more than these serve. The newest
 * request is served first, so that what one met when it was sent says nothing of its waiting.
 */
class NewestFirstTest {
  private static final int SLOTS = 4;
  private static final double SECONDS = 22;
  private static final double BASELINE_S = 4;
  private static final long SEED = 31;

  @TempDir Path temp;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final StringBuilder rows = new StringBuilder(Runs.HEADER);
  private final PriorityQueue<Event> events =
      new PriorityQueue<>((a, b) -> Double.compare(a.at(), b.at()));
  private final Deque<Asked> line = new ArrayDeque<>();
  private final List<Asked> working = new ArrayList<>();
  private long number;

  private record Asked(int user, double at, int inFlight) {}

  /** A user asks, or a request is done. */
  private record Event(double at, int user, Asked done) {}

  @Test
  void aLineWhoseOldestWaitIsALine() throws IOException {
    ScenarioAnalysis found = analysis(20);
    Verdict verdict = found.backpressure().verdict();
    assertTrue(
        verdict == Verdict.SATURATED || verdict == Verdict.ONSET, found.backpressure().sentence());
  }

  @Test
  void withoutALineThereIsNone() throws IOException {
    ScenarioAnalysis found = analysis(6);
    assertEquals(Verdict.NONE, found.backpressure().verdict(), found.backpressure().sentence());
    assertEquals(Limiter.Name.CLIENTS, found.limiter().name());
  }

  private ScenarioAnalysis analysis(int users) throws IOException {
    alone(0);
    for (int user = 0; user < users; user++) {
      events.add(new Event(BASELINE_S + 0.05 * user, user, null));
    }
    double last = 0;
    while (!events.isEmpty()) {
      Event now = events.poll();
      last = now.at();
      if (now.done() != null) {
        Asked done = now.done();
        working.remove(done);
        row(done.user(), done.at(), now.at(), done.inFlight(), "steady");
        ask(now.at() + 0.1 + 0.2 * random.nextDouble(), done.user());
        if (!line.isEmpty()) {
          work(line.pop(), now.at());
        }
        continue;
      }
      Asked asked = new Asked(now.user(), now.at(), working.size() + line.size() + 1);
      if (working.size() < SLOTS) {
        work(asked, now.at());
      } else {
        line.push(asked);
      }
    }
    alone(last + 0.01);
    RunFolder folder =
        Runs.folder(
            temp.resolve("run-" + users),
            Runs.baselined("s", Runs.closed(users, 20, SECONDS), BASELINE_S));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
    return Analyzer.DEFAULT.run(folder).scenarios().get("s");
  }

  private void ask(double at, int user) {
    if (at < BASELINE_S + SECONDS) {
      events.add(new Event(at, user, null));
    }
  }

  private void work(Asked asked, double at) {
    working.add(asked);
    events.add(new Event(at + service(), asked.user(), asked));
  }

  private double service() {
    return 0.05 + 0.1 * random.nextDouble();
  }

  private void alone(double from) {
    for (double at = from; at < from + BASELINE_S - 0.2; ) {
      double end = at + service();
      row(-1, at, end, 1, "baseline");
      at = end + 0.01;
    }
  }

  private void row(int user, double from, double to, int met, String phase) {
    rows.append(Runs.row(number++, user, from, to, met, "ok", 200, phase));
  }
}
