package flowgauge.analyze.worlds;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.worlds.Truth.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Makes, analyzes and compares worlds of a range of seeds. */
final class WorldRuns {
  /** Of what is decidable. */
  private static final double RIGHT = 0.95;

  private static final double OPPOSITE = 0.02;

  private WorldRuns() {}

  /** The table of so many seeds from the first on. */
  static TruthTable table(Path temp, long first, int seeds) {
    TruthTable table = new TruthTable();
    LongStream.range(first, first + seeds).parallel().forEach(seed -> add(table, temp, seed));
    return table;
  }

  private static void add(TruthTable table, Path temp, long seed) {
    try {
      World world = Worlds.of(seed);
      Inside inside = WorldSimulation.run(world);
      Path folder = temp.resolve("world-" + seed);
      table.add(seed, Truth.of(world, inside), Said.of(WorldFolder.write(folder, world, inside)));
      delete(folder);
    } catch (IOException | RuntimeException failed) {
      throw new IllegalStateException("seed " + seed, failed);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** Fails where a fact is right in fewer than 95 of 100 or the opposite in more than 2. */
  static void check(TruthTable table) {
    assertAll(
        Arrays.stream(Fact.values())
            .map(
                fact ->
                    () -> {
                      assertTrue(
                          table.rightShare(fact) >= RIGHT,
                          fact + ": %.3f right".formatted(table.rightShare(fact)));
                      assertTrue(
                          table.oppositeShare(fact) <= OPPOSITE,
                          fact + ": %.3f opposite".formatted(table.oppositeShare(fact)));
                    }));
  }
}
