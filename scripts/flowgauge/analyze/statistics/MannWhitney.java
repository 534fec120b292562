package flowgauge.analyze.statistics;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Whether values of one sample tend to be larger than those of another, by ranks.
 *
 * <p>Source: H. B. Mann and D. R. Whitney, On a Test of Whether One of Two Random Variables Is
 * Stochastically Larger than the Other, Annals of Mathematical Statistics 18 (1947); the variance
 * corrected for ties. Assumes independent values, which responses of one run are not: p is too
 * small, and with many values everything is significant. The effect is what counts.
 *
 * @param effect probability that a value of B is larger than one of A, ties halved: 0.5 is none
 * @param p two-sided, by the normal approximation
 */
public record MannWhitney(double effect, double p) {

  /** Compares two distributions; NaN where one is empty. */
  public static MannWhitney of(Quantiles a, Quantiles b) {
    double n = a.count();
    double m = b.count();
    if (n == 0 || m == 0) {
      return new MannWhitney(Double.NaN, Double.NaN);
    }
    List<long[]> as = values(a);
    List<long[]> bs = values(b);
    double u = 0;
    double ties = 0;
    double below = 0;
    int i = 0;
    for (long[] value : bs) {
      while (i < as.size() && as.get(i)[0] < value[0]) {
        below += as.get(i)[1];
        i++;
      }
      double equal = i < as.size() && as.get(i)[0] == value[0] ? as.get(i)[1] : 0;
      u += value[1] * (below + equal / 2);
      double tied = value[1] + equal;
      ties += tied * tied * tied - tied;
    }
    ties += tiesOfAlone(as, bs);
    double all = n + m;
    double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
    double off = Math.max(0, Math.abs(u - n * m / 2) - 0.5);
    double p =
        variance <= 0
            ? 1
            : 2 * (1 - new NormalDistribution().cumulativeProbability(off / Math.sqrt(variance)));
    return new MannWhitney(u / (n * m), p);
  }

  private static double tiesOfAlone(List<long[]> as, List<long[]> bs) {
    double ties = 0;
    int j = 0;
    for (long[] value : as) {
      while (j < bs.size() && bs.get(j)[0] < value[0]) {
        j++;
      }
      if (j == bs.size() || bs.get(j)[0] != value[0]) {
        double tied = value[1];
        ties += tied * tied * tied - tied;
      }
    }
    return ties;
  }

  private static List<long[]> values(Quantiles quantiles) {
    List<long[]> values = new ArrayList<>();
    quantiles.forEach((us, count) -> values.add(new long[] {us, count}));
    return values;
  }
}
