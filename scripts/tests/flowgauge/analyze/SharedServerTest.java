package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that works on all requests at once, each the slower for the others, as one that batches
 * them for a model: 18 a second of the 33 that it can finish. All are served, so it is never behind
 * its schedule, whatever chance sends in a stretch.
 */
class SharedServerTest {
  private static final double ALONE_S = 0.23;
  private static final double FOR_EACH_OTHER_S = 0.03;
  private static final double PER_SECOND = 18;
  private static final int SLOTS = 4;
  private static final double BASELINE_S = 5;
  private static final double LENGTH_S = 22;
  private static final int RUNS = 20;
  private static final long FIRST_SEED = 300;

  @TempDir Path temp;

  @Test
  void isNotSaturated() throws IOException {
    assertEquals(List.of(), told(PER_SECOND, false, verdict -> verdict == Verdict.SATURATED));
  }

  /** Four slots finish 17.4 a second, in as long as such a request takes alone. */
  @Test
  void oneThatIsFullIs() throws IOException {
    assertEquals(
        List.of(), told(1.15 * SLOTS / ALONE_S, true, verdict -> verdict != Verdict.SATURATED));
  }

  /** The runs whose verdict is of a kind, in words. */
  private List<String> told(double perSecond, boolean slots, Predicate<Verdict> kind)
      throws IOException {
    List<String> told = new ArrayList<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
      Backpressure found =
          Analyzer.DEFAULT.run(run(seed, perSecond, slots)).scenarios().get("s").backpressure();
      if (kind.test(found.verdict())) {
        told.add(seed + ": " + found.sentence());
      }
    }
    return told;
  }

  private RunFolder run(long seed, double perSecond, boolean slots) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder rows = new StringBuilder(Runs.HEADER);
    int number = 0;
    for (double at = 0; at < BASELINE_S; at += ALONE_S) {
      rows.append(Runs.row(number++, -1, at, at + ALONE_S, 1, "ok", 200, "baseline"));
    }
    double last = 0;
    PriorityQueue<Double> flying = new PriorityQueue<>();
    PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(SLOTS, 0.0));
    for (double at = BASELINE_S; ; ) {
      at -= Math.log(1 - random.nextDouble()) / perSecond;
      if (at >= BASELINE_S + LENGTH_S) {
        break;
      }
      while (!flying.isEmpty() && flying.peek() <= at) {
        flying.poll();
      }
      double begun = slots ? Math.max(at, free.poll()) : at;
      double end = begun + ALONE_S + (slots ? 0 : FOR_EACH_OTHER_S * flying.size());
      free.add(end);
      flying.add(end);
      rows.append(Runs.row(number++, -1, at, end, flying.size(), "ok", 200, "steady"));
      last = Math.max(last, end);
    }
    for (double at = last + 0.01; at < last + BASELINE_S; at += ALONE_S) {
      rows.append(Runs.row(number++, -1, at, at + ALONE_S, 1, "ok", 200, "baseline"));
    }
    RunFolder folder =
        Runs.folder(
            temp.resolve("run-" + seed),
            Runs.baselined("s", Runs.open(perSecond, LENGTH_S), BASELINE_S));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
    return folder;
  }
}
