package flowgauge.analyze.summary;

import flowgauge.analyze.statistics.Blocks;
import flowgauge.analyze.statistics.ResponseGrid;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * By how much the variance of the share of responses beyond a percentile exceeds that of as many
 * independent responses, because neighbouring seconds have much in common: its design effect.
 *
 * <p>How many of a second's responses lie beyond is resampled in circular moving blocks ({@link
 * Blocks}). The variance of a sum of such blocks needs no drawing: it is that of the sum of a block
 * that begins anywhere, once per block (H. R. Kuensch, Annals of Statistics 17, 1989). The larger
 * of two counts, that of {@link ResponseGrid#blockLength} and that of twice it: the shorter blocks
 * cut long bursts.
 */
final class DesignEffects {
  private static final double TWO_SIDED_95 = 0.975;

  private final double[] percents;
  private final double[] effects;

  /**
   * Those at every edge of a grid.
   *
   * @param positions of the stretches between which chance alone makes the difference, in order
   */
  DesignEffects(ResponseGrid grid, int[] positions) {
    int shorter = grid.blockLength(positions);
    int longer = Math.max(1, Math.min(positions.length / 5, 2 * shorter));
    double whole = grid.responses(grid.every());
    double among = grid.responses(positions);
    // The largest response has nothing beyond it.
    int edges = Math.max(1, grid.edges() - 1);
    percents = new double[edges];
    effects = new double[edges];
    Arrays.fill(effects, 1);
    double studentShorter = student((double) positions.length / shorter);
    double studentLonger = student((double) positions.length / longer);
    for (int e = 0; e < grid.edges() - 1; e++) {
      double[] beyond = grid.beyond(e);
      double share = Arrays.stream(beyond).sum() / whole;
      percents[e] = 100 * (1 - share);
      // a histogram may count an edge's neighbours with it: none beyond, or all
      if (share > 0 && share < 1) {
        double[] excess = grid.excess(beyond, positions);
        double ofShorter = studentShorter * variance(excess, shorter);
        double ofLonger = studentLonger * variance(excess, longer);
        double independent = share * (1 - share) * among;
        effects[e] = Math.max(1, Math.max(ofShorter, ofLonger) / independent);
      }
    }
  }

  /** That of a percentile; 1 where responses are as good as independent. */
  double at(double percent) {
    int above = Arrays.binarySearch(percents, percent);
    if (above >= 0) {
      return effects[above];
    }
    above = -above - 1;
    if (above == 0 || above == percents.length) {
      return effects[Math.min(above, percents.length - 1)];
    }
    double part = (percent - percents[above - 1]) / (percents[above] - percents[above - 1]);
    return effects[above - 1] + part * (effects[above] - effects[above - 1]);
  }

  /** Few blocks know their variance badly: Student's factor over the normal one, squared. */
  private static double student(double blocks) {
    double factor =
        new TDistribution(Math.max(2, blocks - 1)).inverseCumulativeProbability(TWO_SIDED_95)
            / new NormalDistribution().inverseCumulativeProbability(TWO_SIDED_95);
    return factor * factor;
  }

  /** Variance of the sum of a resampled series, whose mean is 0. */
  private static double variance(double[] series, int length) {
    int n = series.length;
    double block = 0;
    for (int i = 0; i < length; i++) {
      block += series[i];
    }
    double squares = 0;
    for (int start = 0; start < n; start++) {
      squares += block * block;
      block += series[(start + length) % n] - series[start];
    }
    return squares / length;
  }
}
