package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
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
  private static final double SPAWN_RATE = 100;
  private static final double SECONDS = 25;
  private static final long SEED = 11;

  @TempDir Path temp;

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
    PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(SLOTS, 0.0));
    StringBuilder rows =
        ClosedLoop.rows(
            users,
            SPAWN_RATE,
            0,
            SECONDS,
            () -> 0.3 * random.nextDouble(),
            (at, others) -> {
              if (random.nextInt(10) == 0) {
                return new ClosedLoop.Answer(at + 0.003, false);
              }
              double end = Math.max(at, free.poll()) + SERVICE_S * (0.5 + random.nextDouble());
              free.add(end);
              return new ClosedLoop.Answer(end, true);
            });
    RunFolder folder =
        Runs.folder(
            temp.resolve("run-" + users),
            Runs.scenario("s", Runs.external(), Runs.closed(users, SPAWN_RATE, SECONDS)));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), Runs.HEADER + rows);
    return Analyzer.DEFAULT.run(folder).scenarios().get("s").backpressure().verdict();
  }
}
