package flowgauge.analyze;

import flowgauge.record.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Confidence intervals of percentiles that allow for what neighbouring seconds have in common.
 * Distribution-free; assumes that the steady load's character does not change over the run: a stall
 * in the midst of it makes them wide.
 *
 * <p>How many of a second's responses lie beyond a percentile is resampled in moving blocks ({@link
 * Blocks}), which gives by how much the variance of that share exceeds an independent sample's, the
 * design effect. The share's binomial interval by Jeffreys (L. D. Brown, T. T. Cai and A. DasGupta,
 * Statistical Science 16, 2001) with as many fewer responses then gives the ranks of the interval's
 * ends, as R. S. Woodruff does (Journal of the American Statistical Association 47, 1952).
 * Percentiles of resampled runs themselves are no substitute: bursts are too few to be resampled,
 * but not to be counted.
 *
 * <p>The larger of two design effects counts, that of {@link ResponseGrid#blockLength} and that of
 * twice it: the shorter blocks cut long bursts. Both are those of the steady seconds: what a ramp
 * changes is no chance. Where a percentile has fewer than five independent responses beyond it,
 * {@link Sections} bound it as well. {@code CoverageTest} counts how often simulated runs hold the
 * truth.
 */
final class PercentileIntervals {
  /** Of each interval. */
  static final double CONFIDENCE = 0.95;

  private static final double OUTSIDE = (1 - CONFIDENCE) / 2;
  private static final int RESAMPLES = 500;
  private static final int FEWEST_INTERVALS = 10;

  /** With fewer independent responses beyond a percentile, bursts that did not come matter most. */
  private static final double FEW_BEYOND = 5;

  /**
   * The design effect of a percentile above these is taken to be no less than theirs: a calm run
   * has too few bursts to show how they cluster in its own tail.
   */
  private static final double[] BURSTS = {80, 90, 95};

  private final ResponseGrid grid;
  private final Sections sections;
  private final int[] steady;
  private final double responses;
  private final double steadyResponses;

  private PercentileIntervals(List<Quantiles> stretches, int[] steady) {
    this.grid = new ResponseGrid(stretches);
    this.steady = steady;
    this.sections = new Sections(Arrays.stream(steady).mapToObj(stretches::get).toList());
    this.responses = IntStream.range(0, grid.size()).mapToDouble(grid::responses).sum();
    this.steadyResponses = Arrays.stream(steady).mapToDouble(grid::responses).sum();
  }

  /** Of all the table's intervals but the warm-up's. */
  static PercentileIntervals of(Intervals intervals) {
    List<Quantiles> stretches = new ArrayList<>();
    List<Integer> steady = new ArrayList<>();
    for (int i = 0; i < intervals.size(); i++) {
      boolean isSteady = intervals.phase(i) == Phase.STEADY;
      boolean responses = intervals.column(Intervals.COMPLETED)[i] > 0;
      if (isSteady || responses && intervals.phase(i) != Phase.WARM_UP) {
        if (isSteady) {
          steady.add(stretches.size());
        }
        stretches.add(intervals.responses(i));
      }
    }
    IntStream positions =
        steady.size() >= FEWEST_INTERVALS
            ? steady.stream().mapToInt(i -> i)
            : IntStream.range(0, stretches.size());
    return new PercentileIntervals(stretches, positions.toArray());
  }

  /**
   * The 95 % intervals of percentiles, microseconds: lower and upper end, NaN where the run is too
   * short to tell one.
   *
   * @param whole all responses together
   * @param seed of the resampling
   */
  double[][] bounds(Quantiles whole, double[] percents, long seed) {
    double[][] bounds = new double[percents.length][2];
    for (double[] bound : bounds) {
      Arrays.fill(bound, Double.NaN);
    }
    if (grid.size() < FEWEST_INTERVALS || responses == 0) {
      return bounds;
    }
    double all = whole.count();
    double[] effects = designEffects(percents, seed);
    for (int p = 0; p < percents.length; p++) {
      double share = percents[p] / 100;
      if (all * (1 - share) < 1) {
        continue;
      }
      double independent = all / effects[p];
      double below = share * independent;
      double beyond = independent - below;
      BetaDistribution jeffreys = new BetaDistribution(below + 0.5, beyond + 0.5);
      if (below > 0.5) {
        bounds[p][0] = whole.percentile(100 * jeffreys.inverseCumulativeProbability(OUTSIDE));
      }
      double high = jeffreys.inverseCumulativeProbability(1 - OUTSIDE);
      // With less than one response beyond it, nothing observed bounds it from above.
      if (all * (1 - high) >= 1) {
        bounds[p][1] = whole.percentile(100 * high);
        if (percents[p] >= BURSTS[0] && beyond < FEW_BEYOND) {
          double spread = sections.halfWidth(whole, percents[p], CONFIDENCE);
          bounds[p][1] = Math.max(bounds[p][1], whole.percentile(percents[p]) + spread);
        }
      }
    }
    return bounds;
  }

  private double[] designEffects(double[] percents, long seed) {
    int shorter = grid.blockLength(steady);
    int longer = Math.max(1, Math.min(steady.length / 5, 2 * shorter));
    int[][][] starts = {starts(shorter, seed), starts(longer, seed)};
    int[] lengths = {shorter, longer};
    double bursts = 0;
    for (double percent : BURSTS) {
      bursts = Math.max(bursts, designEffect(percent, lengths, starts));
    }
    double[] effects = new double[percents.length];
    for (int p = 0; p < percents.length; p++) {
      double own = designEffect(percents[p], lengths, starts);
      effects[p] = Math.max(1, percents[p] >= BURSTS[0] ? Math.max(own, bursts) : own);
    }
    return effects;
  }

  /** Few blocks know their variance badly: Student's factor over the normal one, squared. */
  private static double student(double blocks) {
    double factor =
        new TDistribution(Math.max(2, blocks - 1)).inverseCumulativeProbability(1 - OUTSIDE)
            / new NormalDistribution().inverseCumulativeProbability(1 - OUTSIDE);
    return factor * factor;
  }

  /**
   * Variance of the share beyond a percentile, over that of as many independent responses: the
   * larger of those that blocks of each length give.
   */
  private double designEffect(double percent, int[] lengths, int[][][] starts) {
    double[] beyond = grid.beyond(percent);
    double share = Arrays.stream(beyond).sum() / responses;
    if (share <= 0 || share >= 1) {
      return 1;
    }
    double[] excess = grid.excess(beyond, steady);
    double largest = 0;
    for (int l = 0; l < lengths.length; l++) {
      double variance = variance(excess, lengths[l], starts[l]);
      double few = student((double) excess.length / lengths[l]);
      largest = Math.max(largest, few * variance / (share * (1 - share) * steadyResponses));
    }
    return largest;
  }

  /** Variance of the sum of a series whose mean is 0. */
  private static double variance(double[] series, int length, int[][] starts) {
    double[] sums = new double[2 * series.length + 1];
    for (int i = 0; i < 2 * series.length; i++) {
      sums[i + 1] = sums[i] + series[i % series.length];
    }
    double spread = 0;
    for (int[] resample : starts) {
      double sum = 0;
      for (int start : resample) {
        sum += sums[start + length] - sums[start];
      }
      spread += sum * sum / starts.length;
    }
    return spread * series.length / ((double) starts[0].length * length);
  }

  /** Where the blocks of each resample begin; a block may run over the end, to the beginning. */
  private int[][] starts(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] starts = new int[RESAMPLES][Math.max(1, steady.length / length)];
    for (int[] resample : starts) {
      for (int b = 0; b < resample.length; b++) {
        resample[b] = random.nextInt(steady.length);
      }
    }
    return starts;
  }
}
