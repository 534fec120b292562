package flowgauge.analyze.worlds;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random worlds that may be looked at, one by one, while the analysis is worked on. */
@Tag("slow")
class WorldsTest {
  private static final long FIRST_SEED = 1;
  private static final int SEEDS = 400;

  @TempDir Path temp;

  @Test
  void factsAreRight() {
    TruthTable table = WorldRuns.table(temp, FIRST_SEED, SEEDS);
    System.out.printf("%d worlds, seeds from %d on%n", SEEDS, FIRST_SEED);
    table.lines(true).forEach(System.out::println);
    WorldRuns.check(table);
  }
}
