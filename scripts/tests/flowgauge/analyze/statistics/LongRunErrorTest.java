package flowgauge.analyze.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The interval of a mean holds the truth, however long the series remembers. */
class LongRunErrorTest {
  private static final int VALUES = 120;
  private static final int SEEDS = 400;
  private static final double OUTSIDE = 0.05;
  private static final double OUTSIDE_OF_ONE = 0.01;

  /** A stationary series around 0 with a variance of 1 that forgets by {@code phi} each step. */
  private static double[] series(double phi, long seed) {
    SplittableRandom random = new SplittableRandom(seed).split();
    double[] x = new double[VALUES];
    double before = normal(random);
    for (int i = 0; i < x.length; i++) {
      x[i] = before;
      before = phi * before + Math.sqrt(1 - phi * phi) * normal(random);
    }
    return x;
  }

  private static double normal(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private static double[] centered(double[] x) {
    double mean = Robust.mean(x);
    return Arrays.stream(x).map(v -> v - mean).toArray();
  }

  /** As a comparison uses it: the difference of two series' means, at 99 %. */
  @Test
  void holdsTheDifferenceOfTwo() {
    for (double phi : new double[] {0, 0.5, 0.9, 0.98}) {
      int held = 0;
      double width = 0;
      for (long seed = 1; seed <= SEEDS; seed++) {
        double[] a = series(phi, 2 * seed);
        double[] b = series(phi, 2 * seed + 1);
        double half = Math.hypot(half(a), half(b));
        held += Math.abs(Robust.mean(a) - Robust.mean(b)) * VALUES <= half ? 1 : 0;
        width += half / SEEDS;
      }
      System.out.printf(
          "phi %.2f: held in %d of %d pairs of seeds from 2, half width %.1f%n",
          phi, held, SEEDS, width);
      // A series that remembers for most of its length can't show how long.
      assertTrue(held >= (phi < 0.95 ? 0.98 : 0.96) * SEEDS, "phi " + phi + ": " + held);
      if (phi == 0) {
        assertTrue(width < 1.5 * 2.58 * Math.sqrt(2 * VALUES), "no wider than needed: " + width);
      }
    }
  }

  private static double half(double[] x) {
    return LongRunError.halfWidth(List.of(centered(x)), LongRunError.anyMemory(), OUTSIDE_OF_ONE);
  }

  @Test
  void readsMemoryFromAnotherSeries() {
    double[] any = LongRunError.anyMemory();
    assertEquals(1, Arrays.stream(any).sum(), 1e-9);
    double[] longer = LongRunError.memory(List.of(centered(series(0.98, 5))));
    assertEquals(1, Arrays.stream(longer).sum(), 1e-9);
    double[] x = centered(series(0, 6));
    assertTrue(
        LongRunError.halfWidth(List.of(x), longer, OUTSIDE)
            > LongRunError.halfWidth(List.of(x), any, OUTSIDE));
  }

  @Test
  void repeatsThatDifferWidenIt() {
    double[] up = Arrays.stream(centered(series(0, 7))).map(v -> v + 1).toArray();
    double[] down = Arrays.stream(centered(series(0, 8))).map(v -> v - 1).toArray();
    double[] any = LongRunError.anyMemory();
    assertTrue(LongRunError.halfWidth(List.of(up, down), any, OUTSIDE) > VALUES);
    assertTrue(Double.isNaN(LongRunError.halfWidth(List.of(new double[6]), any, OUTSIDE)));
    assertEquals(0, LongRunError.halfWidth(List.of(new double[60]), any, OUTSIDE));
  }
}
