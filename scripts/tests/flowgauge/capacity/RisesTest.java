package flowgauge.capacity;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.capacity.Capacity.Model;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How often a step of an open load reads as one that is not served, at loads that are and are not.
 */
class RisesTest {
  private static final int SLOTS = 8;
  private static final double SERVICE_S = 1.25;
  private static final double STEP_S = 60;
  private static final int SEEDS = 400;
  private static final double OUTSIDE = 0.05;
  private static final double LEAST = 0.02;

  /** The share of so many steps from empty, seeds from 0, at a part of what the slots can do. */
  private static double rising(double part) {
    return IntStream.range(0, SEEDS).filter(seed -> rises(part, seed)).count() / (double) SEEDS;
  }

  private static boolean rises(double part, int seed) {
    SimulatedBed bed =
        new SimulatedBed(
            new SimulatedBed.Server(SLOTS, Integer.MAX_VALUE, random -> SERVICE_S, random -> 0),
            Model.RATE,
            seed);
    StepWatch watch = new StepWatch(List.of(Objective.FEW_FAILURES));
    bed.hold(part * SLOTS / SERVICE_S, watch);
    bed.pass(STEP_S);
    Look look = watch.look(bed.now(), bed.inFlightSince());
    return look.rises(look.size() / 2, LEAST, OUTSIDE);
  }

  @Test
  void burstsOfALoadThatIsServedAreNone() {
    for (double part : new double[] {0.5, 0.8, 0.9, 0.95, 1}) {
      double rising = rising(part);
      assertTrue(rising <= OUTSIDE + 0.02, part + " of capacity: " + rising);
    }
  }

  @Test
  void aLoadThatIsNotServedIsToldTheMoreTheFartherItIs() {
    double[] rising = {rising(1.1), rising(1.5), rising(2)};
    assertTrue(rising[1] > 0.8 && rising[2] > 0.98, rising[1] + " " + rising[2]);
    assertTrue(rising[0] < rising[1] && rising[1] <= rising[2], rising[0] + " of 1.1");
  }
}
