package flowgauge.analyze.worlds;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.compare.Comparison.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of one server are no change, at any load, and what a slower one's runs are. */
class ComparedWorldsTest {
  private static final long FIRST_SEED = 900_001;
  private static final int PAIRS = 100;
  private static final int FEW = 12;
  private static final double SLOWER = 1.1;

  @TempDir Path temp;

  @Test
  void aFewPairs() {
    List<Executable> checks = new ArrayList<>();
    for (ComparedKind kind :
        List.of(ComparedKind.STABLE_15_S, ComparedKind.SATURATED_CLOSED_15_S, ComparedKind.GAPS)) {
      ComparedRuns equal = ComparedRuns.of(temp, kind, FIRST_SEED, FEW, 1);
      System.out.printf("%s, %d pairs from seed %d: %s%n", kind, FEW, FIRST_SEED, equal);
      checks.add(() -> assertTrue(equal.silent() >= FEW - 1, kind + ": " + equal));
    }
    ComparedRuns slower = ComparedRuns.of(temp, ComparedKind.GAPS, FIRST_SEED, FEW, SLOWER);
    System.out.printf("GAPS, 10 %% slower: %s%n", slower);
    checks.add(() -> assertTrue(slower.count(Verdict.WORSE) == FEW, slower.toString()));
    assertAll(checks);
  }

  @Test
  @Tag("proof")
  void anyLoad() {
    List<Executable> checks = new ArrayList<>();
    System.out.printf("%d pairs each, seeds from %d on%n", PAIRS, FIRST_SEED);
    for (ComparedKind kind : ComparedKind.values()) {
      ComparedRuns equal = ComparedRuns.of(temp, kind, FIRST_SEED, PAIRS, 1);
      ComparedRuns slower = ComparedRuns.of(temp, kind, FIRST_SEED, PAIRS, SLOWER);
      System.out.printf(
          "%-22s equal: silent %3d, of them same %3d, changed %s%n",
          kind, equal.silent(), equal.count(Verdict.SAME), equal.figures());
      System.out.printf(
          "%-22s 10 %% slower: worse %3d, too noisy %3d (%.0f s would do), changed %s%n",
          "",
          slower.count(Verdict.WORSE),
          slower.count(Verdict.TOO_NOISY),
          slower.neededSeconds(),
          slower.figures());
      checks.add(() -> assertTrue(equal.silent() >= 0.95 * PAIRS, kind + ": " + equal));
      checks.add(
          () ->
              assertTrue(
                  slower.count(Verdict.BETTER) + slower.count(Verdict.SAME) <= 0.05 * PAIRS,
                  kind + ": " + slower));
    }
    assertAll(checks);
  }
}
