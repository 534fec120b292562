package flowgauge.analyze.failure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.Runs;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A single failure, on a connection idle for as long as a tenth of all were. */
class OneStaleConnectionTest {
  private static final int REQUESTS = 900;
  private static final double KEPT_S = 2;

  @TempDir Path temp;

  @Test
  void isSaidToLookLikeOneThoughChanceMayHaveBroughtIt() throws IOException {
    String said = said(2.0004);
    assertTrue(said.contains("1 came on a connection idle for about the 2.0 s"), said);
  }

  @Test
  void whatWasIdleForLessDoesNot() throws IOException {
    String said = said(1.7);
    assertTrue(said.contains("none looks like a stale keep-alive connection"), said);
  }

  /** Idle times lie evenly between 1.5 and 2 s. */
  private String said(double failedIdleS) throws IOException {
    StringBuilder rows = new StringBuilder(Runs.HEADER);
    for (int i = 0; i < REQUESTS; i++) {
      boolean fails = i == REQUESTS / 2;
      double idleS = fails ? failedIdleS : 1.5 + i % 50 / 100.0;
      double at = i / 30.0;
      double end = at + (fails ? 0.001 : 0.1);
      String outcome = fails ? "connection_reset" : "ok";
      rows.append(
          Runs.row(i, i % 20, at, end, 3, outcome, fails ? 0 : 200, "steady")
              .replace(",true,,", ",true," + Math.round(idleS * 1e6) + ","));
    }
    RunFolder folder =
        Runs.folder(
            temp.resolve("run-" + failedIdleS),
            Runs.scenario("s", Runs.keeping(Optional.of(KEPT_S)), Runs.closed(20, 100, 30)));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
    return Analyzer.DEFAULT.run(folder).scenarios().get("s").failures().claim();
  }
}
