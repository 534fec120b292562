package flowgauge.analyze.failure;

import flowgauge.analyze.statistics.Blocks;
import flowgauge.analyze.statistics.Robust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Moments at which a series changes for good: E-divisive, splitting each stretch where the energy
 * distance between its two sides is largest while a permutation test says that it is no chance.
 *
 * <p>Source: D. S. Matteson and N. A. James, A Nonparametric Approach for Multiple Change Point
 * Analysis of Multivariate Data, Journal of the American Statistical Association 109 (2014). The
 * permutation's p is (k + 1) / (n + 1). Assumes independent values: bins of ten seconds, since on
 * one-second bins of an autocorrelated series (0.5 and 0.8 from one to the next) it alarmed in 53
 * and 94 of 100 runs without a change, on ten-second bins in 1 and 7.
 */
public final class ChangePoints {
  private static final double BIN_S = 10;
  private static final int MOST_BINS = 300;
  private static final int LEAST_BINS = 3;
  private static final int PERMUTATIONS = 199;
  private static final double SIGNIFICANT = 0.01;

  private ChangePoints() {}

  /**
   * Finds them.
   *
   * @param series one value per step, NaN for none
   * @param stepSeconds length of a step
   * @param offsetSeconds time of the first value
   */
  public static List<Failures.ChangePoint> of(
      double[] series, double stepSeconds, double offsetSeconds) {
    int size = (int) Math.max(1, Math.round(BIN_S / stepSeconds));
    size = Math.max(size, (series.length + MOST_BINS - 1) / MOST_BINS);
    double[] bins = new double[series.length / size];
    for (int i = 0; i < bins.length; i++) {
      bins[i] = Robust.mean(Arrays.copyOfRange(series, i * size, (i + 1) * size));
    }
    TreeSet<Integer> borders = new TreeSet<>(List.of(0, bins.length));
    List<double[]> found = new ArrayList<>();
    split(bins, 0, bins.length, borders, found, new SplittableRandom(11));
    List<Failures.ChangePoint> points = new ArrayList<>();
    for (double[] at : found) {
      int border = (int) at[0];
      double before = Robust.mean(Arrays.copyOfRange(bins, borders.lower(border), border));
      double after = Robust.mean(Arrays.copyOfRange(bins, border, borders.higher(border)));
      points.add(
          new Failures.ChangePoint(
              offsetSeconds + border * size * stepSeconds, before, after, at[1]));
    }
    points.sort(java.util.Comparator.comparingDouble(Failures.ChangePoint::seconds));
    return points;
  }

  private static void split(
      double[] bins,
      int from,
      int to,
      TreeSet<Integer> borders,
      List<double[]> found,
      SplittableRandom random) {
    double[] stretch = Arrays.copyOfRange(bins, from, to);
    if (stretch.length < 2 * LEAST_BINS || Arrays.stream(stretch).anyMatch(Double::isNaN)) {
      return;
    }
    double[] best = best(stretch);
    int reached = 0;
    for (int r = 0; r < PERMUTATIONS; r++) {
      double[] shuffled = stretch.clone();
      Blocks.shuffle(shuffled, random);
      if (best(shuffled)[1] >= best[1]) {
        reached++;
      }
    }
    double p = (reached + 1.0) / (PERMUTATIONS + 1);
    if (p <= SIGNIFICANT) {
      int at = from + (int) best[0];
      borders.add(at);
      found.add(new double[] {at, p});
      split(bins, from, at, borders, found, random);
      split(bins, at, to, borders, found, random);
    }
  }

  /** Where the scaled energy distance between left and right is largest, and how large. */
  private static double[] best(double[] x) {
    int n = x.length;
    double[] rows = new double[n];
    double all = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rows[i] += Math.abs(x[i] - x[j]);
      }
      all += rows[i];
    }
    double left = 0; // sum over pairs within the left side, both ways
    double leftRows = 0;
    double[] best = {0, Double.NEGATIVE_INFINITY};
    for (int m = 1; m < n; m++) {
      for (int j = 0; j < m - 1; j++) {
        left += 2 * Math.abs(x[m - 1] - x[j]);
      }
      leftRows += rows[m - 1];
      double between = leftRows - left;
      double right = all - left - 2 * between;
      if (m >= LEAST_BINS && n - m >= LEAST_BINS) {
        double k = n - m;
        double energy = 2 * between / (m * k) - left / (m * (m - 1.0)) - right / (k * (k - 1.0));
        double scaled = m * k / n * energy;
        if (scaled > best[1]) {
          best = new double[] {m, scaled};
        }
      }
    }
    return best;
  }
}
