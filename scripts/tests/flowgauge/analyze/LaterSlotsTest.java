package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.limit.Limiter;
import flowgauge.record.LoadInfo;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
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
  private static final int BASELINE_FROM = 1_000_000;

  @TempDir Path temp;

  @Test
  void theFewThatItHadAtFirstAreStillTheLimit() throws IOException {
    StringBuilder rows = new StringBuilder(Runs.HEADER);
    for (int i = 0; i * SERVICE_S < BASELINE_S; i++) {
      double at = i * SERVICE_S;
      rows.append(Runs.row(BASELINE_FROM + i, -1, at, at + SERVICE_S, 1, "ok", 200, "baseline"));
    }
    PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(2, 0.0));
    free.addAll(Collections.nCopies(10, MORE_AT_S));
    rows.append(
        ClosedLoop.rows(
            USERS,
            1000,
            BASELINE_S,
            BASELINE_S + SECONDS,
            () -> REST_S,
            (at, others) -> {
              double end = Math.max(at, free.poll()) + SERVICE_S;
              free.add(end);
              return new ClosedLoop.Answer(end, true);
            }));
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
