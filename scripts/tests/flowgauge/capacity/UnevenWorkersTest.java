package flowgauge.capacity;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.capacity.Capacity.Found;
import flowgauge.analyze.capacity.Capacity.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server whose steps differ by more than each of them can tell, as gunicorn's do, which leaves a
 * kept connection with the worker that took it. Its capacity is no one load: from some on the
 * requests of all ways to fall on the workers break the objective together, from a higher one on
 * half of the ways do. How often an interval reaches between the two, found by trying {@value
 * #WAYS} ways.
 */
@Tag("proof")
class UnevenWorkersTest {
  private static final int SEEDS = Integer.getInteger("flowgauge.seeds", 100);
  private static final long FIRST_SEED = Long.getLong("flowgauge.first-seed", 10_000);
  private static final int WAYS = 400;
  private static final int LEAST = 20;
  private static final double SETTLED_S = 30;
  private static final double LONG_S = 120;
  private static final List<Objective> OBJECTIVES =
      List.of(Objective.of("p95 < 5s"), Objective.FEW_FAILURES);

  /** The share beyond the bound in each way. */
  private static double[] ways(int users) {
    return IntStream.range(0, WAYS)
        .parallel()
        .mapToDouble(
            way -> {
              UnevenBed bed = new UnevenBed(1_000_000 + way);
              StepWatch watch = new StepWatch(OBJECTIVES);
              bed.hold(users, watch);
              bed.pass(LONG_S);
              Look look = watch.look(bed.now(), bed.inFlightSince());
              return look.share(0, (int) (SETTLED_S / StepWatch.SLOT_S), Model.USERS).value();
            })
        .toArray();
  }

  /** The highest load of which that holds. */
  private static int highest(Predicate<double[]> keeps) {
    int users = LEAST;
    while (keeps.test(ways(users + 1))) {
      users++;
    }
    return users;
  }

  private static Found search(long seed) {
    Ask ask = new Ask(Model.USERS, OBJECTIVES, 0.95, 0.05, 1, 1, 1e6, 60, 900);
    try {
      return new Search(ask, new UnevenBed(seed), SearchCoverageTest.QUIET)
          .run()
          .found()
          .orElseThrow();
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void theIntervalReachesWhatTheWaysKeep() {
    double allowed = OBJECTIVES.get(0).allowed();
    int together = highest(ways -> Arrays.stream(ways).average().orElseThrow() <= allowed);
    int half = highest(ways -> Arrays.stream(ways).filter(w -> w <= allowed).count() >= WAYS / 2);
    List<Found> all =
        IntStream.range(0, SEEDS).parallel().mapToObj(i -> search(FIRST_SEED + i)).toList();
    double held =
        all.stream().filter(f -> f.low() - 0.5 <= half && together <= f.high() + 0.5).count()
            / (double) SEEDS;
    String line =
        String.format(
            Locale.ROOT,
            "seeds %d to %d, truth %d to %d users  held: %.0f %%  mean %.1f  width %.3f",
            FIRST_SEED,
            FIRST_SEED + SEEDS - 1,
            together,
            half,
            100 * held,
            all.stream().mapToDouble(Found::load).average().orElse(0),
            all.stream().mapToDouble(f -> f.high() / f.low() - 1).average().orElse(0));
    System.out.println(line);
    assertTrue(held >= 0.9, line);
  }
}
