package flowgauge.analyze.worlds;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random worlds that may be looked at, one by one, while the analysis is worked on: {@code
 * FLOWGAUGE_WORLD=17,42 ./jbang test worlds.WorldsTest} keeps the folders of two of them and says
 * what is true of each.
 */
@Tag("proof")
class WorldsTest {
  private static final long FIRST_SEED = 1;
  private static final int SEEDS = 2000;

  @TempDir Path temp;

  @Test
  @EnabledIfEnvironmentVariable(named = "FLOWGAUGE_WORLD", matches = "[0-9,]+")
  void show() throws IOException {
    for (String each : System.getenv("FLOWGAUGE_WORLD").split(",")) {
      long seed = Long.parseLong(each);
      assertTrue(seed >= FIRST_SEED && seed < FIRST_SEED + SEEDS, "nobody looks at " + seed);
      World world = Worlds.of(seed);
      Inside inside = WorldSimulation.run(world);
      RunFolder folder =
          WorldFolder.write(Files.createTempDirectory("world-" + seed + "-"), world, inside);
      System.out.println(world.words());
      System.out.println("  truth " + Truth.of(world, inside).facts());
      System.out.println("  said " + Said.of(folder));
      System.out.println("  " + inside + ", in " + folder.path());
    }
  }

  @Test
  @DisabledIfEnvironmentVariable(named = "FLOWGAUGE_WORLD", matches = ".+")
  void factsAreRight() {
    TruthTable table = WorldRuns.table(temp, FIRST_SEED, SEEDS);
    System.out.printf("%d worlds, seeds from %d on%n", SEEDS, FIRST_SEED);
    table.lines(true).forEach(System.out::println);
    WorldRuns.check(table);
  }
}
