package flowgauge.analyze.worlds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.worlds.ServiceTime.Shape;
import flowgauge.analyze.worlds.Stretches.Stretch;
import flowgauge.analyze.worlds.Truth.Fact;
import flowgauge.record.LoadInfo;
import flowgauge.record.LoadInfo.StageInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server of 20 ms a request and any number of slots that is asked 60 times a second, stands still
 * for 2 s of every 8 s, and resets 3 % of all: nothing lines up for longer than a stop, wherever in
 * the load the stops lie.
 */
class StopsTest {
  private static final double LENGTH_S = 30;
  private static final double RATE = 60;
  private static final int PHASES = 80;

  @TempDir Path temp;

  private static World world(double firstStopS, long seed) {
    List<Stretch> stops = new ArrayList<>();
    for (double at = firstStopS; at < LENGTH_S; at += 8) {
      stops.add(new Stretch(at, at + 2));
    }
    StageInfo stage =
        new StageInfo(
            LENGTH_S, Optional.empty(), Optional.empty(), Optional.of(RATE), Optional.of(RATE));
    LoadInfo load =
        new LoadInfo(List.of(stage), 0, 0, "uniform", "pool", 10_000, 30, 5, 0, 30, false, seed);
    return new World(
        seed,
        load,
        World.UNBOUNDED,
        new ServiceTime(Shape.CONSTANT, 0.02),
        0,
        false,
        false,
        Drift.NONE,
        new Stretches(stops),
        new Trouble(Trouble.Kind.RESET_AT_ONCE, 0.03, 0, 0, 0, Stretches.NONE),
        Double.POSITIVE_INFINITY,
        3);
  }

  private Map<Fact, String> said(int phase) {
    World world = world(0.05 + 8.0 * phase / PHASES, 1 + phase);
    try {
      return Said.of(
          WorldFolder.write(temp.resolve("stops-" + phase), world, WorldSimulation.run(world)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aStopIsNoOverload() {
    Map<String, Integer> limiters = new TreeMap<>();
    Map<String, Integer> verdicts = new TreeMap<>();
    IntStream.range(0, PHASES)
        .mapToObj(this::said)
        .forEach(
            said -> {
              limiters.merge(said.get(Fact.LIMITER), 1, Integer::sum);
              verdicts.merge(said.get(Fact.PILED_UP), 1, Integer::sum);
            });
    assertEquals(Map.of("pauses", PHASES), limiters, verdicts.toString());
  }
}
