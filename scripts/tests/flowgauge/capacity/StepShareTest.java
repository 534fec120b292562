package flowgauge.capacity;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.capacity.Capacity.Model;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often the interval of a step's share beyond a bound holds the share in closed form. */
@Tag("proof")
class StepShareTest {
  private static final int SEEDS = Integer.getInteger("flowgauge.seeds", 200);
  private static final double SERVICE = 0.05;
  private static final int SLOTS = 8;
  private static final double TIME = 0.25;
  private static final double CHI_SQUARED_95 = 3.84;

  private static boolean[] held(double rate, double seconds, long seed, double truth)
      throws InterruptedException {
    Objective objective = Objective.of("p95 < 250ms");
    SimulatedBed bed =
        new SimulatedBed(
            new SimulatedBed.Server(
                SLOTS,
                Integer.MAX_VALUE,
                random -> SimulatedBed.exponential(random, SERVICE),
                random -> 0),
            Model.RATE,
            seed);
    StepWatch watch = new StepWatch(List.of(objective));
    bed.hold(rate, watch);
    bed.pass(seconds);
    double until = bed.now();
    Look during = watch.look(until, bed.inFlightSince());
    Settling settling = during.settling();
    int from = settling.settled() ? settling.from() : during.size() / 2;
    bed.hold(0, new StepWatch(List.of(objective)));
    while (bed.inFlightSince().length > 0) {
      bed.pass(0.1);
    }
    Look look = watch.look(until, bed.inFlightSince());
    Share share = look.share(0, from);
    boolean held = -2 * share.likelihood(truth) <= CHI_SQUARED_95;
    return new boolean[] {held, !held && truth < share.value()};
  }

  @Test
  void theIntervalHoldsTheShare() {
    for (double rate : new double[] {100, 130, 141, 144.37, 149, 153}) {
      for (double seconds : new double[] {10, 60}) {
        double truth = Queues.openBeyond(SLOTS, SERVICE, rate, TIME);
        List<boolean[]> all =
            IntStream.range(0, SEEDS)
                .mapToObj(
                    seed -> {
                      try {
                        return held(rate, seconds, 5_000 + seed, truth);
                      } catch (InterruptedException impossible) {
                        throw new IllegalStateException(impossible);
                      }
                    })
                .toList();
        double share = all.stream().filter(h -> h[0]).count() / (double) SEEDS;
        double above = all.stream().filter(h -> h[1]).count() / (double) SEEDS;
        System.out.printf(
            Locale.ROOT,
            "%.1f req/s for %.0f s: share %.4f held in %.1f %%, interval above in %.1f %%%n",
            rate,
            seconds,
            truth,
            100 * share,
            100 * above);
      }
    }
    assertTrue(true);
  }
}
