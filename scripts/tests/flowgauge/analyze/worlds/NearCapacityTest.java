package flowgauge.analyze.worlds;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.summary.Percentiles;
import flowgauge.analyze.worlds.ServiceTime.Shape;
import flowgauge.record.LoadInfo;
import flowgauge.record.LoadInfo.StageInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Near capacity, of a server of which nothing was told, a percentile's interval holds the truth of
 * the closed form or is left out with a reason: bursts are long there, and few in a run.
 */
@Tag("proof")
class NearCapacityTest {
  private static final double SERVICE_S = 0.05;
  private static final double SECONDS = 60;
  private static final long FIRST_SEED = 8_100_001;
  private static final int SEEDS = 100;
  private static final double[] PERCENTS = {50, 95, 99};

  @TempDir Path temp;

  /** What one run's analysis says: held or not by percentile, or nothing but the reason. */
  private record Said(boolean withheld, boolean reason, boolean[] held) {}

  @ParameterizedTest(name = "M/M/{0} at {1}")
  @CsvSource({"1, 0.8", "1, 0.9", "5, 0.8", "5, 0.9"})
  void intervalsHoldOrAreLeftOutWithAReason(int slots, double rho) {
    List<Said> all =
        LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS)
            .parallel()
            .mapToObj(seed -> run(seed, slots, rho))
            .toList();
    List<Said> given = all.stream().filter(said -> !said.withheld).toList();
    System.out.printf(
        "M/M/%d at %.0f %%: %d of %d without intervals (seeds from %d)",
        slots, 100 * rho, SEEDS - given.size(), SEEDS, FIRST_SEED);
    for (int p = 0; p < PERCENTS.length; p++) {
      int at = p;
      long held = given.stream().filter(said -> said.held[at]).count();
      System.out.printf(", p%.0f held in %d of %d", PERCENTS[p], held, given.size());
      assertTrue(SEEDS - given.size() + held >= 0.9 * SEEDS, "p" + PERCENTS[p] + ": " + held);
    }
    System.out.println();
    assertTrue(all.stream().allMatch(said -> !said.withheld || said.reason), "no reason is given");
  }

  private Said run(long seed, int slots, double rho) {
    double rate = rho * slots / SERVICE_S;
    StageInfo stage =
        new StageInfo(
            SECONDS, Optional.empty(), Optional.empty(), Optional.of(rate), Optional.of(rate));
    LoadInfo load =
        new LoadInfo(List.of(stage), 0, 0, "poisson", "pool", 100_000, 300, 5, 0, 30, false, seed);
    World world =
        new World(
            seed,
            load,
            slots,
            new ServiceTime(Shape.EXPONENTIAL, SERVICE_S),
            0,
            false,
            false,
            Drift.NONE,
            Stretches.NONE,
            Trouble.NONE,
            Double.POSITIVE_INFINITY,
            0);
    try {
      ScenarioAnalysis said =
          Analyzer.DEFAULT
              .run(
                  WorldFolder.write(
                      temp.resolve(slots + "-" + rho + "-" + seed),
                      world,
                      WorldSimulation.run(world)))
              .scenarios()
              .get(WorldFolder.SCENARIO);
      boolean[] held = new boolean[PERCENTS.length];
      boolean withheld = true;
      for (int p = 0; p < PERCENTS.length; p++) {
        Percentiles.Row row = said.percentiles().at(PERCENTS[p]);
        double truth = 1e3 * Responses.percentile(slots, rho, SERVICE_S, PERCENTS[p] / 100);
        withheld &= Double.isNaN(row.lowMs()) && Double.isNaN(row.highMs());
        held[p] = !(truth < row.lowMs()) && !(truth > row.highMs());
      }
      boolean reason = said.warnings().stream().anyMatch(text -> text.contains("near capacity"));
      return new Said(withheld, reason, held);
    } catch (IOException failed) {
      throw new IllegalStateException("seed " + seed, failed);
    }
  }

  /** Response times of M/M/c in closed form. */
  private static final class Responses {
    private Responses() {}

    /** Seconds that the share is served in, found by halving. */
    static double percentile(int slots, double rho, double serviceS, double share) {
      double low = 0;
      double high = 1000 * serviceS;
      while (high - low > 1e-9 * high) {
        double middle = (low + high) / 2;
        if (beyond(slots, rho, serviceS, middle) > 1 - share) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return high;
    }

    /**
     * P(T > t): an exponential service, after an exponential wait of rate c mu (1 - rho) with
     * Erlang's probability C. Source: L. Kleinrock, Queueing Systems I, section 3.5.
     */
    private static double beyond(int slots, double rho, double serviceS, double t) {
      double mu = 1 / serviceS;
      double drain = slots * mu * (1 - rho);
      double waits = erlangC(slots, rho);
      double both =
          Math.abs(drain - mu) < 1e-9 * mu
              ? (1 + mu * t) * Math.exp(-mu * t)
              : (drain * Math.exp(-mu * t) - mu * Math.exp(-drain * t)) / (drain - mu);
      return (1 - waits) * Math.exp(-mu * t) + waits * both;
    }

    private static double erlangC(int slots, double rho) {
      double blocked = 1;
      for (int k = 1; k <= slots; k++) {
        blocked = slots * rho * blocked / (k + slots * rho * blocked);
      }
      return blocked / (1 - rho * (1 - blocked));
    }
  }
}
