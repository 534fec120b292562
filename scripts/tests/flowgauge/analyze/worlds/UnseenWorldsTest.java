package flowgauge.analyze.worlds;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random worlds of which nobody looks at any: their table alone is printed. */
@Tag("proof")
class UnseenWorldsTest {
  private static final long FIRST_SEED = 5_000_001;
  private static final int SEEDS = 2000;

  @TempDir Path temp;

  @Test
  void factsAreRight() {
    TruthTable table = WorldRuns.table(temp, FIRST_SEED, SEEDS);
    System.out.printf("%d worlds that nobody looked at%n", SEEDS);
    table.lines(false).forEach(System.out::println);
    WorldRuns.check(table);
  }
}
