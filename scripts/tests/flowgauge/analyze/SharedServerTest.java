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
 * A server that works on all requests at once, each the slower for the others, as one that batches
 * them for a model: 18 a second of the 33 that it can finish. All are served, so it is never behind
 * its schedule, whatever chance sends in a stretch.
 */
class SharedServerTest {
  private static final double ALONE_S = 0.23;
  private static final double FOR_EACH_OTHER_S = 0.03;
  private static final double PER_SECOND = 18;
  private static final double BASELINE_S = 5;
  private static final double LENGTH_S = 22;
  private static final int RUNS = 20;
  private static final long FIRST_SEED = 300;

  @TempDir Path temp;

  @Test
  void isNotSaturated() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
      var backpressure = Analyzer.DEFAULT.run(run(seed)).scenarios().get("s").backpressure();
      if (backpressure.verdict() == Verdict.SATURATED) {
        wrong.add(seed + ": " + backpressure.sentence());
      }
    }
    assertEquals(List.of(), wrong);
  }

  private RunFolder run(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder rows = new StringBuilder(Runs.HEADER);
    int number = 0;
    for (double at = 0; at < BASELINE_S; at += ALONE_S) {
      row(rows, number++, at, at + ALONE_S, 1, "baseline");
    }
    double last = 0;
    PriorityQueue<Double> flying = new PriorityQueue<>();
    for (double at = BASELINE_S; ; ) {
      at -= Math.log(1 - random.nextDouble()) / PER_SECOND;
      if (at >= BASELINE_S + LENGTH_S) {
        break;
      }
      while (!flying.isEmpty() && flying.peek() <= at) {
        flying.poll();
      }
      double end = at + ALONE_S + FOR_EACH_OTHER_S * flying.size();
      flying.add(end);
      row(rows, number++, at, end, flying.size(), "steady");
      last = Math.max(last, end);
    }
    for (double at = last + 0.01; at < last + BASELINE_S; at += ALONE_S) {
      row(rows, number++, at, at + ALONE_S, 1, "baseline");
    }
    RunFolder folder =
        Runs.folder(
            temp.resolve("run-" + seed),
            Runs.baselined("s", Runs.open(PER_SECOND, LENGTH_S), BASELINE_S));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
    return folder;
  }

  private static void row(
      StringBuilder rows, int number, double from, double to, int met, String phase) {
    long sent = Math.round(from * 1e6);
    long end = Math.round(to * 1e6);
    rows.append(
        "%d,,0,true,,%d,%d,,%d,%d,%d,ok,200,70,,,%s,0\n"
            .formatted(number, sent, sent, end, end, met, phase));
  }
}
