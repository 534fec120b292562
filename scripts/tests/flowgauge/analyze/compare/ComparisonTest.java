package flowgauge.analyze.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.compare.Comparison.Verdict;
import flowgauge.analyze.simulate.Machine;
import flowgauge.analyze.simulate.Setting;
import flowgauge.analyze.simulate.SimulatedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slowdown is found and no change is not taken for one, at rates that are printed. */
class ComparisonTest {
  private static final long FIRST_SEED = 30_001;
  private static final int SEEDS = 60;

  /** 64 slots for 100 users: room to spare. */
  private static final Setting BASE =
      Setting.closed("base", new Machine("wsgi", 8, 8, 8, 2), 100, 50, 60);

  @TempDir Path temp;

  private Comparison compare(Setting a, long seedA, Setting b, long seedB) throws IOException {
    Path pathA = temp.resolve("a-" + seedA + "-" + seedB);
    Path pathB = temp.resolve("b-" + seedA + "-" + seedB);
    SimulatedRun.write(pathA, a, seedA);
    SimulatedRun.write(pathB, b, seedB);
    return Comparisons.of(pathA.toString(), pathB.toString()).get(0);
  }

  @Test
  void findsASlowdownOfTenPercent() throws IOException {
    // The backend is 80 % of the response time: 12.5 % more of it is 10 % more of the whole.
    Setting slower = BASE.slower(1.125);
    int found = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      found += compare(BASE, seed, slower, seed + 50_000).verdict() == Verdict.WORSE ? 1 : 0;
    }
    System.out.printf("10 %% slower: found in %d of %d seeds from %d%n", found, SEEDS, FIRST_SEED);
    assertTrue(found >= 0.95 * SEEDS, found + " of " + SEEDS);
  }

  @Test
  void staysSilentWithoutAChange() throws IOException {
    int silent = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      Verdict verdict = compare(BASE, seed, BASE, seed + 50_000).verdict();
      silent += verdict == Verdict.SAME || verdict == Verdict.TOO_NOISY ? 1 : 0;
    }
    System.out.printf("no change: silent in %d of %d seeds from %d%n", silent, SEEDS, FIRST_SEED);
    assertTrue(silent >= 0.95 * SEEDS, silent + " of " + SEEDS);
  }

  @Test
  void namesSettingsThatDiffer() throws IOException {
    Comparison comparison = compare(BASE, 1, BASE.slower(2), 2);
    assertTrue(
        comparison.differences().contains("server.mock_max_seconds differs: 1.5, 3.0"),
        comparison.differences().toString());
    assertTrue(comparison.differences().stream().noneMatch(d -> d.contains("seed")));
  }

  @Test
  void poolsSeveralRuns() throws IOException {
    for (int i = 1; i <= 4; i++) {
      SimulatedRun.write(temp.resolve("r" + i), i < 3 ? BASE : BASE.slower(1.3), i);
    }
    String a = temp.resolve("r1") + "," + temp.resolve("r2");
    String b = temp.resolve("r3") + ":base," + temp.resolve("r4") + ":base";
    List<Comparison> comparisons = Comparisons.of(a, b);
    assertEquals(1, comparisons.size());
    assertEquals("r1:base and 1 more", comparisons.get(0).a());
    assertEquals(Verdict.WORSE, comparisons.get(0).verdict());
  }

  @Test
  void gatesBreakOnWhatIsSure() throws IOException {
    Comparison slower = compare(BASE, 5, BASE.slower(1.3), 6);
    assertTrue(Gate.of("p95 > +10%").broken(slower).orElseThrow().startsWith("p95 changed by +"));
    assertTrue(Gate.of("p95 > +40%").broken(slower).isEmpty());
    assertTrue(Gate.of("throughput < -5%").broken(slower).isPresent());
    assertTrue(Gate.of("failures > +1%").broken(slower).isEmpty());
    assertTrue(Gate.of("failures > +1%").untold(slower).isEmpty());
    assertTrue(Gate.of("p95 > +10%").untold(slower).isEmpty());
    String untold = Gate.of("p99.9 > +1%").untold(slower).orElseThrow();
    assertTrue(untold.startsWith("p99.9 can't be told: the change lies between"), untold);
    assertTrue(untold.contains(" s of load would do"), untold);
    org.junit.jupiter.api.Assertions.assertThrows(
        IllegalArgumentException.class, () -> Gate.of("p42 > fast"));
  }
}
