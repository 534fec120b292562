package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Users who ask again soon, of 12 slots of 150 to 450 ms, all there from the first second on:
 * nothing grows, and what a request takes alone nobody asked. One of ten is answered at once, and
 * badly.
 */
class StandingLineTest {
  private static final int SLOTS = 12;
  private static final double SERVICE_S = 0.3;
  private static final double SECONDS = 25;
  private static final long SEED = 11;

  @TempDir Path temp;

  private record Asked(double at, int user) {}

  @Test
  void aLineThatIsNeverEmptyIsSaturated() throws IOException {
    assertEquals(Verdict.SATURATED, verdict(40));
  }

  @Test
  void usersOfWhomEachHasASlotAreNot() throws IOException {
    assertEquals(Verdict.NONE, verdict(SLOTS));
  }

  private Verdict verdict(int users) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      free.add(0.0);
    }
    PriorityQueue<Asked> asked = new PriorityQueue<>((a, b) -> Double.compare(a.at(), b.at()));
    for (int user = 0; user < users; user++) {
      asked.add(new Asked(user * 0.01, user));
    }
    List<Double> ends = new ArrayList<>();
    StringBuilder rows = new StringBuilder(Runs.HEADER);
    for (long number = 1; asked.peek().at() < SECONDS; number++) {
      Asked next = asked.poll();
      boolean bad = random.nextInt(10) == 0;
      double begun = bad ? next.at() : Math.max(next.at(), free.poll());
      double end = begun + (bad ? 0.003 : SERVICE_S * (0.5 + random.nextDouble()));
      if (!bad) {
        free.add(end);
      }
      ends.removeIf(other -> other <= next.at());
      ends.add(end);
      rows.append(
          Runs.row(
              number,
              next.user(),
              next.at(),
              end,
              ends.size(),
              bad ? "http_error" : "ok",
              bad ? 500 : 200,
              "steady"));
      asked.add(new Asked(end + 0.3 * random.nextDouble(), next.user()));
    }
    RunFolder folder =
        Runs.folder(
            temp.resolve("run-" + users),
            Runs.scenario("s", Runs.external(), Runs.closed(users, 100, SECONDS)));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
    return Analyzer.DEFAULT.run(folder).scenarios().get("s").backpressure().verdict();
  }
}
