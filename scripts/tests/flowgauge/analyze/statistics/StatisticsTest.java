package flowgauge.analyze.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.backpressure.Knees;
import flowgauge.analyze.failure.ChangePoints;
import flowgauge.analyze.failure.Failures;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The methods by hand, against results known or worked out otherwise. */
class StatisticsTest {
  /** An autoregressive series around a level. */
  private static double[] series(int n, double phi, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      double normal = 0;
      for (int k = 0; k < 12; k++) {
        normal += random.nextDouble();
      }
      x[i] = (i == 0 ? 0 : phi * x[i - 1]) + normal - 6;
    }
    return x;
  }

  @Test
  void senSlopeIgnoresWildValues() {
    double[] x = new double[50];
    double[] y = new double[50];
    for (int i = 0; i < 50; i++) {
      x[i] = i;
      y[i] = 3 + 0.5 * i + (i % 7 == 0 ? 1e6 : 0);
    }
    assertEquals(0.5, Robust.slope(x, y), 1e-9);
  }

  @Test
  void mannKendallAgreesWithItsFormula() {
    // 1..10 in order: S = 45, variance 125, z = 44 / sqrt(125); ranks less the trend are constant.
    MannKendall rising = MannKendall.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    assertEquals(44 / Math.sqrt(125), rising.z(), 1e-9);
    assertEquals(1, rising.slopePerStep());
  }

  @Test
  void mannKendallIsNotFooledByAutocorrelation() {
    int alarms = 0;
    int naive = 0;
    for (long seed = 500; seed < 700; seed++) {
      double[] x = series(120, 0.6, seed);
      alarms += MannKendall.of(x).p() < 0.05 ? 1 : 0;
      naive += Math.abs(kendallZ(x)) > 1.96 ? 1 : 0;
    }
    assertTrue(alarms < naive / 1.5, alarms + " of 200 against " + naive + " uncorrected");
  }

  private static double kendallZ(double[] x) {
    double s = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        s += Math.signum(x[j] - x[i]);
      }
    }
    return s / Math.sqrt(x.length * (x.length - 1.0) * (2.0 * x.length + 5) / 18);
  }

  @Test
  void mannWhitneyCorrectsForTies() {
    // Worked out by hand: U = 6 + 9 * 0.5 of 16 pairs, ties 3 of one value.
    Quantiles a = quantiles(1, 2, 2, 3);
    Quantiles b = quantiles(2, 3, 4, 5);
    MannWhitney test = MannWhitney.of(a, b);
    double u = 1 + 2 * 0.5 + 3 + 0.5 + 4 + 4;
    assertEquals(u / 16, test.effect(), 1e-12);
    double variance = 16.0 / 12 * (9 - (24 + 6) / 56.0);
    double z = (u - 8 - 0.5) / Math.sqrt(variance);
    double p =
        2
            * (1
                - new org.apache.commons.math3.distribution.NormalDistribution()
                    .cumulativeProbability(z));
    assertEquals(p, test.p(), 1e-12);
  }

  private static Quantiles quantiles(long... values) {
    Quantiles quantiles = Quantiles.ofRun();
    Arrays.stream(values).forEach(quantiles::add);
    return quantiles;
  }

  @Test
  void blocksGrowWithAutocorrelation() {
    double independent = 0;
    double related = 0;
    for (long seed = 1; seed <= 20; seed++) {
      independent += Blocks.length(series(300, 0, seed)) / 20.0;
      related += Blocks.length(series(300, 0.8, seed)) / 20.0;
    }
    assertTrue(independent < 5, "independent " + independent);
    assertTrue(related > 2 * independent, "related " + related + ", independent " + independent);
  }

  @Test
  void blockPermutationKeepsEveryIndex() {
    for (int n : new int[] {1, 7, 30, 31, 299}) {
      int[] order = Blocks.permute(n, 30, new SplittableRandom(n));
      assertEquals(n, Arrays.stream(order).distinct().count());
      assertEquals(n, Blocks.resample(n, 30, new SplittableRandom(n)).length);
    }
  }

  @Test
  void changePointsAreFoundWhereTheyAre() {
    double[] x = series(300, 0.3, 5);
    for (int i = 150; i < 300; i++) {
      x[i] += 4;
    }
    List<Failures.ChangePoint> found = ChangePoints.of(x, 1, 100);
    assertEquals(1, found.size());
    assertEquals(250, found.get(0).seconds(), 10);
    assertEquals(4, found.get(0).afterPerSecond() - found.get(0).beforePerSecond(), 0.8);
  }

  @Test
  void changePointsAreSilentWithoutAChange() {
    int alarms = 0;
    for (long seed = 900; seed < 940; seed++) {
      alarms += ChangePoints.of(series(300, 0.5, seed), 1, 0).isEmpty() ? 0 : 1;
    }
    assertTrue(alarms <= 3, alarms + " of 40");
  }

  @Test
  void theKneeIsFoundAndAStraightLineHasNone() {
    SplittableRandom random = new SplittableRandom(4);
    List<Backpressure.LoadPoint> bent = new java.util.ArrayList<>();
    List<Backpressure.LoadPoint> straight = new java.util.ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      double noise = random.nextDouble() - 0.5;
      bent.add(new Backpressure.LoadPoint(i, i * 4, 2 * Math.min(i * 4, 50) + 4 * noise, 10));
      straight.add(new Backpressure.LoadPoint(i, i * 4, 8 * i + 4 * noise, 10));
    }
    Backpressure.Knee knee = Knees.find(bent).orElseThrow();
    assertEquals(50, knee.inFlight(), 3);
    assertEquals(100, knee.throughputPerSecond(), 3);
    assertTrue(knee.lowInFlight() <= 50 && knee.highInFlight() >= 48);
    assertTrue(Knees.find(straight).isEmpty());
  }
}
