package flowgauge.analyze;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.simulate.Setting;
import flowgauge.analyze.simulate.SimulatedRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often the percentiles' 95 % intervals hold the truth: at half of capacity in 90 to 99 of 100
 * runs, near capacity less often, which {@link PercentileCaution} says.
 */
class CoverageTest {
  private static final long FIRST_SEED = 740_001;
  private static final int SEEDS = 1_000;
  private static final int SEEDS_NEAR = 300;
  private static final double LONG_S = 20_000;
  private static final double[] PERCENTS = {50, 95, 99};

  private static final Setting HALF = Setting.healthy();

  /** 80 % of what 64 slots serve. */
  private static final Setting NEAR = Setting.open("near_capacity", "wsgi", 8, 8, 8, 2, 40.96, 60);

  @TempDir Path temp;

  @Test
  void intervalsHoldTheTruthAtHalfOfCapacity() throws IOException {
    int[] held = held(HALF, SEEDS);
    for (int p = 0; p < PERCENTS.length; p++) {
      assertTrue(
          held[p] >= 0.90 * SEEDS && held[p] <= 0.99 * SEEDS,
          "p" + PERCENTS[p] + " held in " + held[p]);
    }
  }

  @Test
  void nearCapacityTheyHoldItLessOften() throws IOException {
    int[] held = held(NEAR, SEEDS_NEAR);
    for (int p = 0; p < PERCENTS.length; p++) {
      assertTrue(held[p] >= 0.80 * SEEDS_NEAR, "p" + PERCENTS[p] + " held in " + held[p]);
    }
  }

  private int[] held(Setting setting, int seeds) throws IOException {
    double[] truth = new double[PERCENTS.length];
    Percentiles whole = analyze(setting.lasting(LONG_S), 77);
    for (int p = 0; p < PERCENTS.length; p++) {
      truth[p] = whole.at(PERCENTS[p]).ms();
    }
    int[] held = new int[PERCENTS.length];
    for (long seed = FIRST_SEED; seed < FIRST_SEED + seeds; seed++) {
      Percentiles percentiles = analyze(setting, seed);
      for (int p = 0; p < PERCENTS.length; p++) {
        Percentiles.Row row = percentiles.at(PERCENTS[p]);
        held[p] += row.lowMs() <= truth[p] && truth[p] <= row.highMs() ? 1 : 0;
      }
    }
    for (int p = 0; p < PERCENTS.length; p++) {
      System.out.printf(
          "%s, p%.0f, truth %.0f ms: held in %d of %d seeds from %d%n",
          setting.name(), PERCENTS[p], truth[p], held[p], seeds, FIRST_SEED);
    }
    return held;
  }

  private Percentiles analyze(Setting setting, long seed) throws IOException {
    return Analyzer.DEFAULT
        .run(SimulatedRun.write(temp.resolve("run-" + seed), setting, seed))
        .scenarios()
        .get(setting.name())
        .percentiles();
  }
}
