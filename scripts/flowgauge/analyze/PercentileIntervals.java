package flowgauge.analyze;

import flowgauge.record.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Confidence intervals of percentiles by resampling whole stretches of time, so that what seconds
 * have in common widens them: the moving-block bootstrap over the interval table's steps, with
 * block lengths by {@link Blocks#length}. Distribution-free; assumes that the load's character does
 * not change over the run (a ramp makes them wider than they need be).
 *
 * <p>Each interval's responses are counted on a grid of some 300 of the run's own quantiles;
 * between its points values are interpolated.
 */
final class PercentileIntervals {
  private static final int RESAMPLES = 500;
  private static final int FEWEST_INTERVALS = 10;

  /** Fewer responses than this beyond a percentile bound it from below only. */
  private static final double FEWEST_BEYOND = 5;

  private final long[] edges;
  private final int[][] counts;

  private PercentileIntervals(long[] edges, int[][] counts) {
    this.edges = edges;
    this.counts = counts;
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
   * The 95 % intervals of percentiles, relative to their value: factors for lower and upper end,
   * NaN where none can be given.
   *
   * @param seed of the resampling
   */
  double[][] factors(double[] percents, long seed) {
    double[][] factors = new double[percents.length][2];
    for (double[] factor : factors) {
      Arrays.fill(factor, Double.NaN);
    }
    if (size() < FEWEST_INTERVALS || edges.length == 0) {
      return factors;
    }
    int[] whole = total(every());
    long all = Arrays.stream(whole).asLongStream().sum();
    double[][] resampled = resample(percents, RESAMPLES, blockLength(), seed);
    for (int p = 0; p < percents.length; p++) {
      double center = percentile(whole, percents[p]);
      double beyond = all * (1 - percents[p] / 100);
      if (center > 0 && beyond >= 1) {
        Arrays.sort(resampled[p]);
        factors[p][0] = resampled[p][(int) (0.025 * RESAMPLES)] / center;
        factors[p][1] =
            beyond < FEWEST_BEYOND ? Double.NaN : resampled[p][(int) (0.975 * RESAMPLES)] / center;
      }
    }
    return factors;
  }

  /** Percentiles of so many resampled runs, microseconds: by percentile, then by resample. */
  double[][] resample(double[] percents, int resamples, int blockLength, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[percents.length][resamples];
    for (int r = 0; r < resamples; r++) {
      int[] total = total(Blocks.resample(size(), blockLength, random));
      for (int p = 0; p < percents.length; p++) {
        values[p][r] = percentile(total, percents[p]);
      }
    }
    return values;
  }
}
