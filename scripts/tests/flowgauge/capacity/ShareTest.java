package flowgauge.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

/** Steps of one load whose answers beyond a bound come in bursts: what they say together. */
class ShareTest {
  private static final long SEED = 4021;
  private static final int STEPS = 4000;
  private static final long COUNTED = 15_000;
  private static final double BURSTS = 5;
  private static final double LENGTH = 30;

  /** The share that is likeliest by all of them. */
  private static double likeliest(List<Share> steps) {
    return IntStream.range(0, 600)
        .mapToObj(i -> 0.005 * Math.exp(i * 0.0025))
        .max(
            Comparator.comparingDouble(
                at -> steps.stream().mapToDouble(step -> step.likelihood(at)).sum()))
        .orElseThrow();
  }

  @Test
  void burstsAreLikeliestAtTheShareThatMadeThem() {
    SplittableRandom random = new SplittableRandom(SEED);
    PoissonDistribution bursts =
        new PoissonDistribution(
            new Well19937c(SEED),
            BURSTS,
            PoissonDistribution.DEFAULT_EPSILON,
            PoissonDistribution.DEFAULT_MAX_ITERATIONS);
    double truth = BURSTS * LENGTH / COUNTED;
    List<Share> steps = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      double beyond = 0;
      for (int left = bursts.sample(); left > 0; left--) {
        beyond -= LENGTH * Math.log(1 - random.nextDouble());
      }
      long seen = Math.max(1, Math.round(beyond)); // a step with none is another case
      double effect = 2 * LENGTH * Math.sqrt(seen / (truth * COUNTED));
      steps.add(new Share(COUNTED, seen, effect, Double.POSITIVE_INFINITY));
    }
    assertEquals(1, likeliest(steps) / truth, 0.05, "seed " + SEED);
  }
}
