package flowgauge.analyze.backpressure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.Runs;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a verdict can't be had, which of its causes it was. */
class LackTest {
  private static final double BASELINE_S = 3;
  private static final int USERS = 10;

  @TempDir Path temp;
  private final StringBuilder rows = new StringBuilder(Runs.HEADER);
  private int number;

  private void row(double from, double to, int met, String phase) {
    long sent = Math.round(from * 1e6);
    long end = Math.round(to * 1e6);
    rows.append(
        "%d,,0,true,,%d,%d,,%d,%d,%d,ok,200,70,,,%s,0\n"
            .formatted(number++, sent, sent, end, end, met, phase));
  }

  /** Users who never rest: in flight are always as many, so nothing but a baseline tells. */
  private Backpressure run(int asked, int rounds) throws IOException {
    for (int i = 0; i < asked; i++) {
      row(i * BASELINE_S / asked, (i + 0.9) * BASELINE_S / asked, 1, "baseline");
    }
    for (int i = 0; i < rounds; i++) {
      for (int user = 0; user < USERS; user++) {
        double at = BASELINE_S + i * 1.5 + user * 1e-3;
        row(at, at + 1.49, USERS, "steady");
      }
    }
    RunFolder folder =
        Runs.folder(
            temp.resolve("run"),
            Runs.baselined("s", Runs.closed(USERS, 1e6, Math.max(20, rounds * 1.5)), BASELINE_S));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), rows);
    return Analyzer.DEFAULT.run(folder).scenarios().get("s").backpressure();
  }

  @Test
  void aBaselineThatWasTooShortIsNamed() throws IOException {
    Backpressure found = run(2, 20);
    assertEquals(
        "can't tell: the baseline had 2 requests, too few: ask for a longer one, --baseline 30s",
        found.sentence());
    assertEquals(Lack.What.LONGER_BASELINE, found.lack().orElseThrow().what());
  }

  @Test
  void soIsOneThatWasNotAskedFor() throws IOException {
    Backpressure found = run(0, 20);
    assertEquals(
        "can't tell: what a request takes alone is not known and does not show", found.sentence());
    String advice = found.lack().orElseThrow().advice();
    assertTrue(advice.contains("--service-time") && advice.contains("--baseline"), advice);
  }

  @Test
  void soAreAnswersThatWereFew() throws IOException {
    assertEquals("can't tell: 20 answers came, too few: run it for longer", run(40, 2).sentence());
  }
}
