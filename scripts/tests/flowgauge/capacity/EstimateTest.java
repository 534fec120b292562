package flowgauge.capacity;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.capacity.Capacity.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often the interval holds the capacity where steps are not chosen by what they show. */
@Tag("proof")
class EstimateTest {
  private static final int SEEDS = Integer.getInteger("flowgauge.seeds", 200);
  private static final double SERVICE = 0.05;
  private static final int SLOTS = 8;

  @Test
  void theIntervalHoldsTheCapacity() throws InterruptedException {
    Objective objective = Objective.of("p95 < 250ms");
    double truth =
        Queues.highest(
            rate -> Queues.openBeyond(SLOTS, SERVICE, rate, 0.25), 0.05, SLOTS / SERVICE * 0.999);
    for (double seconds : new double[] {30, 60}) {
      int held = 0;
      int below = 0;
      int near = 0;
      double off = 0;
      double width = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        List<Estimate.Point> points = new ArrayList<>();
        for (double load : new double[] {80, 120, 132, 138, 142, 146, 150, 160}) {
          points.add(point(objective, load, seconds, 9_000 + 100 * seed + (long) load));
        }
        Estimate found = Estimate.of(points, List.of(objective), 0.05);
        held += found.low() <= truth && truth <= found.high() ? 1 : 0;
        below += truth < found.low() ? 1 : 0;
        near += Math.abs(found.load() / truth - 1) <= 0.05 ? 1 : 0;
        off += (found.load() / truth - 1) / SEEDS;
        width += (found.high() / found.low() - 1) / SEEDS;
        if (seed < 3) {
          System.out.println(found + " " + points);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "eight steps of %.0f s: held %.1f %%, interval above in %.1f %%, within 5 %% in %.1f %%,"
              + " off %.4f, width %.3f%n",
          seconds,
          100.0 * held / SEEDS,
          100.0 * below / SEEDS,
          100.0 * near / SEEDS,
          off,
          width);
      assertTrue(near > 0.9 * SEEDS);
    }
  }

  private static Estimate.Point point(Objective objective, double load, double seconds, long seed)
      throws InterruptedException {
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
    bed.hold(load, watch);
    bed.pass(seconds);
    double until = bed.now();
    Look during = watch.look(until, bed.inFlightSince());
    Settling settling = during.settling();
    bed.hold(0, new StepWatch(List.of(objective)));
    while (bed.inFlightSince().length > 0) {
      bed.pass(0.1);
    }
    Look look = watch.look(until, bed.inFlightSince());
    return new Estimate.Point(
        load, List.of(look.share(0, settling.settled() ? settling.from() : during.size() / 2)));
  }
}
