package flowgauge.analyze.worlds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.analyze.worlds.ServiceTime.Shape;
import flowgauge.record.LoadInfo;
import flowgauge.record.LoadInfo.StageInfo;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulation against closed forms. */
class WorldSimulationTest {
  private static final double SERVICE_S = 0.02;
  private static final double LONG_S = 4_000;

  private static World world(
      StageInfo stage, double thinkS, int slots, Shape shape, Stretches pauses) {
    LoadInfo load =
        new LoadInfo(
            List.of(stage), thinkS, thinkS, "poisson", "pool", 100_000, 300, 5, 0, 30, false, 1);
    return new World(
        1,
        load,
        slots,
        new ServiceTime(shape, SERVICE_S),
        0,
        false,
        false,
        Drift.NONE,
        pauses,
        Trouble.NONE,
        Double.POSITIVE_INFINITY,
        0);
  }

  private static World open(double rho, int slots, Shape shape) {
    double rate = rho * slots / SERVICE_S;
    StageInfo stage =
        new StageInfo(
            LONG_S * 50 / rate,
            Optional.empty(),
            Optional.empty(),
            Optional.of(rate),
            Optional.of(rate));
    return world(stage, 0, slots, shape, Stretches.NONE);
  }

  /** Erlang C for exponential times; Pollaczek-Khinchine for one slot and any. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.5, EXPONENTIAL, 1.0",
    "1, 0.8, EXPONENTIAL, 4.0",
    "1, 0.8, CONSTANT, 2.0",
    "1, 0.5, LOGNORMAL, 0.745",
    "5, 0.8, EXPONENTIAL, 0.5541",
    "5, 0.5, EXPONENTIAL, 0.0521",
  })
  void waitsAreThoseOfTheory(int slots, double rho, Shape shape, double serviceTimes) {
    double share = WorldSimulation.run(open(rho, slots, shape)).waitShare(false);
    assertEquals(serviceTimes, share, 0.08 * serviceTimes + 0.003);
  }

  @ParameterizedTest
  @CsvSource({"8, 5, 0.01", "20, 5, 0.05", "3, 1, 0.06", "40, 8, 0.1"})
  void usersKeepSlotsAsBusyAsTheMachineRepairQueueSays(int users, int slots, double thinkS) {
    StageInfo stage =
        new StageInfo(
            100, Optional.of(users), Optional.of(1000.0), Optional.empty(), Optional.empty());
    World world = world(stage, thinkS, slots, Shape.EXPONENTIAL, Stretches.NONE);
    Inside inside = WorldSimulation.run(world);
    double busy = inside.between(inside.busy, 10, 90) / (80 * slots);
    assertEquals(Capacity.busyShare(users, slots, thinkS, SERVICE_S), busy, 0.03);
  }

  @Test
  void serviceTimesHaveTheirMeanAndSpread() {
    java.util.SplittableRandom random = new java.util.SplittableRandom(1);
    for (Shape shape : Shape.values()) {
      ServiceTime service = new ServiceTime(shape, 1);
      double sum = 0;
      double squares = 0;
      int n = 400_000;
      for (int i = 0; i < n; i++) {
        double x = service.draw(random);
        sum += x;
        squares += x * x;
      }
      double mean = sum / n;
      assertEquals(1, mean, 0.02, shape.name());
      double cv = Math.sqrt(Math.max(0, squares / n - mean * mean));
      assertEquals(shape.cv, cv, 0.03 * Math.max(1, shape.cv), shape.name());
    }
  }

  @Test
  void nothingEndsInAPause() {
    double rate = 100;
    Stretches pauses = new Stretches(List.of(new Stretches.Stretch(5, 6)));
    StageInfo stage =
        new StageInfo(10, Optional.empty(), Optional.empty(), Optional.of(rate), Optional.of(rate));
    Inside inside = WorldSimulation.run(world(stage, 0, World.UNBOUNDED, Shape.CONSTANT, pauses));
    long within =
        inside.samples.stream()
            .filter(row -> row.endUs() > 5_001_000 && row.endUs() < 5_999_000)
            .count();
    assertEquals(0, within);
    assertEquals(0, inside.waitShare(false), 1e-6);
  }
}
