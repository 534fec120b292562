package flowgauge.analyze.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * Whether a series has a trend, by ranks, with the test's variance corrected for autocorrelation.
 *
 * <p>Source: H. B. Mann (1945), M. G. Kendall (1975); K. H. Hamed and A. R. Rao, A Modified
 * Mann-Kendall Trend Test for Autocorrelated Data, Journal of Hydrology 204 (1998). Assumes evenly
 * spaced values.
 *
 * @param z the standardized statistic, positive for a rise
 * @param p two-sided
 * @param slopePerStep Sen's slope, in the series' unit per step
 */
public record MannKendall(double z, double p, double slopePerStep) {

  /** Tests a series; values that are NaN are passed over. */
  public static MannKendall of(double[] series) {
    double[] y = Arrays.stream(series).filter(v -> !Double.isNaN(v)).toArray();
    int n = y.length;
    double[] x = new double[n];
    Arrays.setAll(x, i -> i);
    if (n < 8) {
      return new MannKendall(Double.NaN, Double.NaN, Double.NaN);
    }
    double s = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        s += Math.signum(y[j] - y[i]);
      }
    }
    double slope = Robust.slope(x, y);
    double variance = n * (n - 1.0) * (2.0 * n + 5) / 18 * correction(y, slope);
    double z = s == 0 ? 0 : (s - Math.signum(s)) / Math.sqrt(variance);
    double p = 2 * (1 - new NormalDistribution().cumulativeProbability(Math.abs(z)));
    return new MannKendall(z, p, slope);
  }

  /** By how much autocorrelation of the ranks, the trend taken off, swells the variance. */
  private static double correction(double[] y, double slope) {
    int n = y.length;
    double[] rest = new double[n];
    Arrays.setAll(rest, i -> y[i] - slope * i);
    double[] ranks = new NaturalRanking().rank(rest);
    double mean = (n + 1) / 2.0;
    double zero = 0;
    for (double rank : ranks) {
      zero += (rank - mean) * (rank - mean);
    }
    if (zero == 0) {
      return 1;
    }
    double bound = 1.96 / Math.sqrt(n);
    double sum = 0;
    for (int k = 1; k < n / 2; k++) {
      double r = 0;
      for (int i = 0; i + k < n; i++) {
        r += (ranks[i] - mean) * (ranks[i + k] - mean);
      }
      r /= zero;
      if (Math.abs(r) > bound) {
        sum += (n - k) * (n - k - 1.0) * (n - k - 2.0) * r;
      }
    }
    return Math.max(1, 1 + 2.0 / (n * (n - 1.0) * (n - 2.0)) * sum);
  }
}
