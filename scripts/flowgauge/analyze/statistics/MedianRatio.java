package flowgauge.analyze.statistics;

import java.util.Arrays;

/**
 * The median of paired ratios: on logarithms, the median of the means of any two of them, a ratio
 * with itself included, and the interval that ranks leave it.
 *
 * <p>Source: J. L. Hodges and E. L. Lehmann, Estimates of Location Based on Rank Tests, Annals of
 * Mathematical Statistics 34 (1963); the interval by F. Wilcoxon's signed ranks, exact. Assumes
 * that the logarithms are independent and lie alike on both sides of their median, as those of two
 * sides that go first in turn do: a steady drift then widens the interval and leaves the median.
 *
 * @param ratio the median
 * @param low lower end of its interval
 * @param high upper end
 * @param confidence the probability of the interval to hold the true one: 0.95 or a little more;
 *     less where there are fewer than six ratios, which bound it no better
 */
public record MedianRatio(double ratio, double low, double high, double confidence) {
  private static final double CONFIDENCE = 0.95;

  /** Of ratios above 0, at least one. */
  public static MedianRatio of(double[] ratios) {
    int n = ratios.length;
    double[] means = new double[n * (n + 1) / 2];
    int filled = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        means[filled++] = (Math.log(ratios[i]) + Math.log(ratios[j])) / 2;
      }
    }
    Arrays.sort(means);
    double[] chances = signedRanks(n);
    int cut = 1;
    double outside = 2 * chances[0];
    while (cut < chances.length && outside + 2 * chances[cut] <= 1 - CONFIDENCE) {
      outside += 2 * chances[cut++];
    }
    return new MedianRatio(
        Math.exp((means[(filled - 1) / 2] + means[filled / 2]) / 2),
        Math.exp(means[cut - 1]),
        Math.exp(means[filled - cut]),
        1 - outside);
  }

  /** The probability of each sum of signed ranks from 0 on, where the median is 0. */
  private static double[] signedRanks(int n) {
    double[] chances = new double[n * (n + 1) / 2 + 1];
    chances[0] = 1;
    for (int rank = 1; rank <= n; rank++) {
      for (int sum = chances.length - 1; sum >= 0; sum--) {
        chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
      }
    }
    return chances;
  }
}
