package flowgauge.analyze.statistics;

import java.util.SplittableRandom;

/**
 * Circular moving blocks: what neighbouring seconds have in common survives the resampling.
 *
 * <p>Source: H. R. Kuensch, The Jackknife and the Bootstrap for General Stationary Observations,
 * Annals of Statistics 17 (1989); D. N. Politis and J. P. Romano, A Circular Block-Resampling
 * Procedure (1992). Assumes that the series is stationary over the stretch resampled.
 */
public final class Blocks {
  private Blocks() {}

  /**
   * The block length that makes the error of a mean's variance smallest, in values of the series:
   * at least 1, at most a fifth of it.
   *
   * <p>Source: D. N. Politis and H. White, Automatic Block-Length Selection for the Dependent
   * Bootstrap, Econometric Reviews 23 (2004), with the correction by A. Patton, D. N. Politis and
   * H. White (2009).
   */
  public static int length(double[] series) {
    int n = series.length;
    int most = Math.max(1, n / 5);
    double mean = Robust.mean(series);
    int run = Math.max(5, (int) Math.ceil(Math.sqrt(Math.log10(Math.max(10, n)))));
    int lags = Math.min(n - 1, (int) Math.ceil(Math.sqrt(n)) + run);
    if (lags < 2) {
      return 1;
    }
    double[] covariance = new double[lags + 1];
    for (int k = 0; k <= lags; k++) {
      for (int i = 0; i + k < n; i++) {
        covariance[k] += (series[i] - mean) * (series[i + k] - mean) / n;
      }
    }
    if (covariance[0] <= 0) {
      return 1;
    }
    int last = cutoff(covariance, run, n);
    int window = Math.min(lags, 2 * Math.max(1, last));
    double g = 0;
    double zero = covariance[0];
    for (int k = 1; k <= window; k++) {
      double weight = Math.min(1, 2 * (1 - (double) k / window));
      g += 2 * weight * k * covariance[k];
      zero += 2 * weight * covariance[k];
    }
    double d = 4.0 / 3 * zero * zero;
    double length = d <= 0 ? most : Math.cbrt(2 * g * g / d) * Math.cbrt(n);
    return (int) Math.max(1, Math.min(most, Math.round(length)));
  }

  /** The lag after which a run of autocorrelations is within chance. */
  private static int cutoff(double[] covariance, int run, int n) {
    double chance = 2 * Math.sqrt(Math.log10(n) / n);
    int last = 0;
    for (int k = 1; k < covariance.length && k - last <= run; k++) {
      if (Math.abs(covariance[k] / covariance[0]) >= chance) {
        last = k;
      }
    }
    return last;
  }

  /**
   * Indices of a resampled series of {@code n} values.
   *
   * @param length of a block
   */
  public static int[] resample(int n, int length, SplittableRandom random) {
    int[] indices = new int[n];
    for (int filled = 0; filled < n; ) {
      int start = random.nextInt(n);
      for (int i = 0; i < length && filled < n; i++) {
        indices[filled++] = (start + i) % n;
      }
    }
    return indices;
  }

  /** Puts values in another order, in place. */
  public static void shuffle(double[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }

  /** Indices of {@code n} values with their blocks put in another order. */
  public static int[] permute(int n, int length, SplittableRandom random) {
    int count = (n + length - 1) / length;
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    // Turning the circle first lets the borders of the blocks fall anywhere.
    int turn = random.nextInt(n);
    int[] indices = new int[n];
    int filled = 0;
    for (int block : order) {
      for (int i = block * length; i < Math.min(n, (block + 1) * length); i++) {
        indices[filled++] = (i + turn) % n;
      }
    }
    return indices;
  }

  /**
   * The 95 % interval of a series' mean by resampling, in its unit.
   *
   * @param seed of the resampling
   * @return lower and upper end, NaN for fewer than 8 values
   */
  public static double[] meanInterval(double[] series, long seed) {
    int n = series.length;
    if (n < 8) {
      return new double[] {Double.NaN, Double.NaN};
    }
    int length = length(series);
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[400];
    for (int r = 0; r < means.length; r++) {
      double sum = 0;
      for (int index : resample(n, length, random)) {
        sum += series[index];
      }
      means[r] = sum / n;
    }
    java.util.Arrays.sort(means);
    return new double[] {means[9], means[390]};
  }
}
