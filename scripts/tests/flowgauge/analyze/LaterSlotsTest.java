package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.limit.Limiter;
import flowgauge.record.LoadInfo;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of two slots that gets ten more in the middle of the load, of which nobody told. */
class LaterSlotsTest {
  private static final int USERS = 20;
  private static final double SERVICE_S = 0.05;
  private static final double REST_S = 0.05;
  private static final double BASELINE_S = 3;
  private static final double SECONDS = 26;
  private static final double MORE_AT_S = BASELINE_S + SECONDS / 2;

  @TempDir Path temp;

  private record Asked(double at, int user) {}

  @Test
  void theFewThatItHadAtFirstAreStillTheLimit() throws IOException {
    PriorityQueue<Asked> asked = new PriorityQueue<>(Comparator.comparingDouble(Asked::at));
    for (int user = 0; user < USERS; user++) {
      asked.add(new Asked(BASELINE_S + 0.001 * user, user));
    }
    PriorityQueue<Double> free = new PriorityQueue<>();
    free.add(0.0);
    free.add(0.0);
    PriorityQueue<Double> flying = new PriorityQueue<>();
    StringBuilder rows = new StringBuilder(Runs.HEADER);
    long number = 1;
    for (double at = 0; at < BASELINE_S; at += SERVICE_S + 0.001) {
      rows.append(Runs.row(number++, -1, at, at + SERVICE_S, 1, "ok", 200, "baseline"));
    }
    boolean more = false;
    while (asked.peek().at() < BASELINE_S + SECONDS) {
      Asked next = asked.poll();
      if (!more && next.at() >= MORE_AT_S) {
        more = true;
        for (int slot = 0; slot < 10; slot++) {
          free.add(MORE_AT_S);
        }
      }
      double end = Math.max(next.at(), free.poll()) + SERVICE_S;
      free.add(end);
      while (!flying.isEmpty() && flying.peek() <= next.at()) {
        flying.poll();
      }
      flying.add(end);
      rows.append(
          Runs.row(number++, next.user(), next.at(), end, flying.size(), "ok", 200, "steady"));
      asked.add(new Asked(end + REST_S, next.user()));
    }
    LoadInfo load =
        new LoadInfo(
            Runs.closed(USERS, 1000, SECONDS).stages(),
            REST_S,
            REST_S,
            "uniform",
            "per_user",
            10_000,
            300,
            5,
            0,
            30,
            false,
            1);
    RunFolder folder = Runs.folder(temp.resolve("run"), Runs.baselined("s", load, BASELINE_S));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
    ScenarioAnalysis said = Analyzer.DEFAULT.run(folder).scenarios().get("s");
    assertEquals(Verdict.SATURATED, said.backpressure().verdict(), said.backpressure().sentence());
    assertEquals(Limiter.Name.SERVER_THREADS, said.limiter().name(), said.limiter().sentence());
  }
}
