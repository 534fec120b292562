package flowgauge.analyze;

import flowgauge.record.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Confidence intervals of percentiles that allow for what neighbouring seconds have in common.
 * Distribution-free; assumes that the load's character does not change over the run (a ramp makes
 * them wider than they need be).
 *
 * <p>How many of a second's responses lie beyond a percentile is resampled in moving blocks ({@link
 * Blocks}), which gives by how much the variance of that share exceeds an independent sample's, the
 * design effect. The share's binomial interval by Jeffreys (L. D. Brown, T. T. Cai and A. DasGupta,
 * Statistical Science 16, 2001) with as many fewer responses then gives the ranks of the interval's
 * ends, as R. S. Woodruff does (Journal of the American Statistical Association 47, 1952).
 * Percentiles of resampled runs themselves held the truth in 68 of 100 runs for p99 at 80 % of
 * capacity: bursts are too few to be resampled, but not to be counted.
 *
 * <p>The larger of two design effects counts, that of {@link #blockLength} and that of twice it:
 * the shorter blocks cut long bursts. {@code CoverageTest} simulates runs of a minute: at half of
 * capacity these held the truth of p50, p95 and p99 in 97, 98 and 98 of 100, at 80 % of it in 96,
 * 98 and 88, as a run tells little there of bursts that it did not have ({@link PercentileCaution}
 * says so).
 *
 * <p>Each interval's responses are counted on a grid of some 300 of the run's own quantiles.
 */
final class PercentileIntervals {
  private static final int RESAMPLES = 500;
  private static final int FEWEST_INTERVALS = 10;

  private static final double OUTSIDE = 0.025;

  /**
   * The design effect of a percentile above these is taken to be no less than theirs: a calm run
   * has too few bursts to show how they cluster in its own tail.
   */
  private static final double[] BURSTS = {80, 90, 95};

  private final long[] edges;
  private final int[][] counts;
  private final double[] responses;

  private PercentileIntervals(long[] edges, int[][] counts) {
    this.edges = edges;
    this.counts = counts;
    this.responses = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      responses[i] = Arrays.stream(counts[i]).sum();
    }
  }

  /**
   * Counts the responses of the intervals of a table that are not warm-up.
   *
   * @param included indices of the intervals to take
   */
  static PercentileIntervals of(Intervals intervals, List<Integer> included) {
    return of(included.stream().map(intervals::responses).toList());
  }

  /** Counts the responses of these stretches of equal length, in order. */
  static PercentileIntervals of(List<Quantiles> stretches) {
    Quantiles all = Quantiles.ofRun();
    stretches.forEach(all::add);
    long[] edges = grid(all);
    int[][] counts = new int[stretches.size()][edges.length];
    for (int i = 0; i < counts.length; i++) {
      Quantiles one = stretches.get(i);
      long before = 0;
      for (int e = 0; e < edges.length; e++) {
        long upTo = one.countUpTo(edges[e]);
        counts[i][e] = (int) (upTo - before);
        before = upTo;
      }
    }
    return new PercentileIntervals(edges, counts);
  }

  /** The intervals that percentiles of a whole run rest on: all but the warm-up's. */
  static List<Integer> measured(Intervals intervals) {
    List<Integer> included = new ArrayList<>();
    for (int i = 0; i < intervals.size(); i++) {
      if (intervals.phase(i) != Phase.WARM_UP && intervals.column(Intervals.COMPLETED)[i] > 0
          || intervals.phase(i) == Phase.STEADY) {
        included.add(i);
      }
    }
    return included;
  }

  private static long[] grid(Quantiles all) {
    if (all.count() == 0) {
      return new long[0];
    }
    List<Double> percents = new ArrayList<>();
    for (double p = 0.5; p < 99; p += 0.5) {
      percents.add(p);
    }
    for (double beyond = 1; beyond > 0.0005; beyond /= 1.1) {
      percents.add(100 - beyond);
    }
    percents.add(100.0);
    return percents.stream().mapToLong(p -> (long) all.percentile(p)).sorted().distinct().toArray();
  }

  /** How many intervals there are. */
  int size() {
    return counts.length;
  }

  /** A percentile of the intervals picked, microseconds, interpolated on the grid. */
  double percentile(int[] total, double percent) {
    long all = 0;
    for (int count : total) {
      all += count;
    }
    double wanted = percent / 100 * all;
    double seen = 0;
    for (int e = 0; e < total.length; e++) {
      if (seen + total[e] >= wanted && total[e] > 0) {
        double from = e == 0 ? edges[0] : edges[e - 1];
        return from + (edges[e] - from) * (wanted - seen) / total[e];
      }
      seen += total[e];
    }
    return edges.length == 0 ? Double.NaN : edges[edges.length - 1];
  }

  /** Counts per grid cell over the intervals at these positions. */
  int[] total(int[] positions) {
    int[] total = new int[edges.length];
    for (int position : positions) {
      int[] row = counts[position];
      for (int e = 0; e < total.length; e++) {
        total[e] += row[e];
      }
    }
    return total;
  }

  /** All positions once. */
  int[] every() {
    int[] positions = new int[counts.length];
    Arrays.setAll(positions, i -> i);
    return positions;
  }

  /** The longest of the block lengths that the median's, p95's and p99's own series ask for. */
  int blockLength() {
    int[] whole = total(every());
    int length = 1;
    for (double percent : new double[] {50, 95, 99}) {
      double at = percentile(whole, percent);
      double[] series = new double[counts.length];
      for (int i = 0; i < series.length; i++) {
        double beyond = 0;
        double all = 0;
        for (int e = 0; e < edges.length; e++) {
          all += counts[i][e];
          beyond += edges[e] > at ? counts[i][e] : 0;
        }
        series[i] = beyond - (1 - percent / 100) * all;
      }
      length = Math.max(length, Blocks.length(series));
    }
    return length;
  }

  /**
   * The 95 % intervals of percentiles as percentiles themselves: those at which the lower and the
   * upper end lie; NaN where the run is too short to bound it.
   *
   * @param seed of the resampling
   */
  double[][] bounds(double[] percents, long seed) {
    double[][] bounds = new double[percents.length][2];
    for (double[] bound : bounds) {
      Arrays.fill(bound, Double.NaN);
    }
    if (size() < FEWEST_INTERVALS || edges.length == 0) {
      return bounds;
    }
    int[] whole = total(every());
    double all = Arrays.stream(whole).asLongStream().sum();
    double bursts = 0;
    double[] own = new double[percents.length];
    int shorter = blockLength();
    for (int length : new int[] {shorter, Math.max(1, Math.min(size() / 5, 2 * shorter))}) {
      double few = student((double) size() / length);
      int[][] starts = starts(length, seed);
      for (double percent : BURSTS) {
        bursts = Math.max(bursts, few * designEffect(whole, all, percent, length, starts));
      }
      for (int p = 0; p < percents.length; p++) {
        own[p] = Math.max(own[p], few * designEffect(whole, all, percents[p], length, starts));
      }
    }
    for (int p = 0; p < percents.length; p++) {
      double share = percents[p] / 100;
      if (all * (1 - share) < 1) {
        continue;
      }
      double effect = Math.max(1, percents[p] >= BURSTS[0] ? Math.max(bursts, own[p]) : own[p]);
      double independent = all / effect;
      double below = share * independent;
      double beyond = independent - below;
      if (below > 0.5) {
        bounds[p][0] =
            100
                * new BetaDistribution(below + 0.5, beyond + 0.5)
                    .inverseCumulativeProbability(OUTSIDE);
      }
      double high =
          new BetaDistribution(below + 0.5, beyond + 0.5).inverseCumulativeProbability(1 - OUTSIDE);
      // With less than one response beyond it, nothing observed bounds it from above.
      bounds[p][1] = all * (1 - high) < 1 ? Double.NaN : 100 * high;
    }
    return bounds;
  }

  /** Few blocks know their variance badly: Student's factor over the normal one, squared. */
  private static double student(double blocks) {
    double factor =
        new TDistribution(Math.max(2, blocks - 1)).inverseCumulativeProbability(1 - OUTSIDE)
            / new NormalDistribution().inverseCumulativeProbability(1 - OUTSIDE);
    return factor * factor;
  }

  /** Variance of the share beyond a percentile, over that of as many independent responses. */
  private double designEffect(int[] whole, double all, double percent, int length, int[][] starts) {
    double at = percentile(whole, percent);
    int cell = 0;
    while (cell < edges.length && edges[cell] <= at) {
      cell++;
    }
    double[] beyond = new double[size()];
    double beyondAll = 0;
    for (int i = 0; i < size(); i++) {
      for (int e = cell; e < edges.length; e++) {
        beyond[i] += counts[i][e];
      }
      beyondAll += beyond[i];
    }
    double share = beyondAll / all;
    double[] sums = new double[2 * size() + 1];
    for (int i = 0; i < 2 * size(); i++) {
      int of = i % size();
      sums[i + 1] = sums[i] + beyond[of] - share * responses[of];
    }
    double spread = 0;
    for (int[] resample : starts) {
      double sum = 0;
      for (int start : resample) {
        sum += sums[start + length] - sums[start];
      }
      spread += sum * sum / starts.length;
    }
    double variance = spread * size() / ((double) starts[0].length * length) / (all * all);
    return share <= 0 || share >= 1 ? 1 : variance / (share * (1 - share) / all);
  }

  /** Where the blocks of each resample begin; a block may run over the end, to the beginning. */
  private int[][] starts(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] starts = new int[RESAMPLES][Math.max(1, size() / length)];
    for (int[] resample : starts) {
      for (int b = 0; b < resample.length; b++) {
        resample[b] = random.nextInt(size());
      }
    }
    return starts;
  }
}
