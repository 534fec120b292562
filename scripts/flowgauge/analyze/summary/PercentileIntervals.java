package flowgauge.analyze.summary;

import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.analyze.statistics.ResponseGrid;
import flowgauge.record.sample.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Confidence intervals of percentiles that allow for what neighbouring seconds have in common.
 * Distribution-free; assumes that the load's character does not change over the run: a stall in the
 * midst of it makes them wide.
 *
 * <p>A share of responses has the binomial interval by Jeffreys (L. D. Brown, T. T. Cai and A.
 * DasGupta, Statistical Science 16, 2001) of a sample that is smaller by the share's {@link
 * DesignEffects}. That of the share up to the percentile gives the ranks of both ends, as R. S.
 * Woodruff does (Journal of the American Statistical Association 47, 1952). The upper end is no
 * lower than the highest rank whose own share may still be the percentile's, which is the same test
 * turned around: bursts up there are fewer than around the percentile, and how many there are is
 * the less certain. Percentiles of resampled runs themselves are no substitute: bursts are too few
 * to be resampled, but not to be counted.
 *
 * <p>The design effects are those of the steady seconds and the drain: what a ramp changes is no
 * chance, unless only the ramp was answered. Where a percentile has fewer than five independent
 * responses beyond it, {@link Sections} bound it as well. {@code CoverageTest} counts how often
 * simulated runs hold the truth.
 */
public final class PercentileIntervals {
  /** Of each interval. */
  static final double CONFIDENCE = 0.95;

  private static final double OUTSIDE = (1 - CONFIDENCE) / 2;
  private static final int FEWEST_INTERVALS = 10;
  private static final int HALVINGS = 24;

  /** With fewer independent responses beyond a percentile, bursts that did not come matter most. */
  private static final double FEW_BEYOND = 5;

  /**
   * The design effect of a percentile above these is taken to be no less than theirs: a calm run
   * has too few bursts to show how they cluster in its own tail.
   */
  private static final double[] BURSTS = {80, 90, 95};

  private final ResponseGrid grid;
  private final Sections sections;
  private final int[] alike;

  private PercentileIntervals(List<Quantiles> stretches, int[] alike) {
    this.grid = new ResponseGrid(stretches);
    this.alike = alike;
    this.sections = new Sections(Arrays.stream(alike).mapToObj(stretches::get).toList());
  }

  /** Of all the table's intervals but the warm-up's. */
  static PercentileIntervals of(Intervals intervals) {
    return of(
        IntStream.range(0, intervals.size()).mapToObj(intervals::responses).toList(),
        IntStream.range(0, intervals.size()).mapToObj(intervals::phase).toList());
  }

  /**
   * Of stretches of equal length.
   *
   * @param all the responses that ended in each, in order
   * @param phases of each, as {@link Intervals#phase} has it
   */
  public static PercentileIntervals of(List<Quantiles> all, List<Phase> phases) {
    List<Quantiles> stretches = new ArrayList<>();
    List<Integer> alike = new ArrayList<>();
    boolean answered = false;
    for (int i = 0; i < all.size(); i++) {
      Phase phase = phases.get(i);
      boolean responses = all.get(i).count() > 0;
      if (phase == Phase.STEADY || responses && phase != Phase.WARM_UP && phase.ofLoad()) {
        if (phase != Phase.RAMP) {
          alike.add(stretches.size());
          answered |= responses;
        }
        stretches.add(all.get(i));
      }
    }
    IntStream positions =
        answered && alike.size() >= FEWEST_INTERVALS
            ? alike.stream().mapToInt(i -> i)
            : IntStream.range(0, stretches.size());
    return new PercentileIntervals(stretches, positions.toArray());
  }

  /**
   * The 95 % intervals of percentiles, microseconds: lower and upper end, NaN where the run is too
   * short to tell one.
   *
   * @param whole all responses together
   */
  public double[][] bounds(Quantiles whole, double[] percents) {
    double[][] bounds = new double[percents.length][2];
    for (double[] bound : bounds) {
      Arrays.fill(bound, Double.NaN);
    }
    if (grid.size() < FEWEST_INTERVALS || grid.edges() == 0) {
      return bounds;
    }
    DesignEffects effects = new DesignEffects(grid, alike);
    double all = whole.count();
    double bursts = Arrays.stream(BURSTS).map(effects::at).max().orElse(1);
    for (int p = 0; p < percents.length; p++) {
      double percent = percents[p];
      boolean tail = percent >= BURSTS[0];
      double independent =
          all / (tail ? Math.max(bursts, effects.at(percent)) : effects.at(percent));
      if (all * (1 - percent / 100) < 1) {
        continue;
      }
      BetaDistribution share = jeffreys(percent, independent);
      if (independent * percent / 100 > 0.5) {
        bounds[p][0] = whole.percentile(100 * share.inverseCumulativeProbability(OUTSIDE));
      }
      double high =
          Math.max(
              100 * share.inverseCumulativeProbability(1 - OUTSIDE),
              farthest(percent, all, effects));
      // With less than one response beyond it, nothing observed bounds it from above.
      if (all * (1 - high / 100) >= 1) {
        bounds[p][1] = whole.percentile(high);
        if (tail && independent * (1 - percent / 100) < FEW_BEYOND) {
          double spread = sections.halfWidth(whole, percent, CONFIDENCE);
          bounds[p][1] = Math.max(bounds[p][1], whole.percentile(percent) + spread);
        }
      }
    }
    return bounds;
  }

  /** Of the share up to a percentile, 0 to 1. */
  private static BetaDistribution jeffreys(double percent, double independent) {
    double below = independent * percent / 100;
    return new BetaDistribution(below + 0.5, independent - below + 0.5);
  }

  /** The highest rank, in percent, at which the share may still be that of a percentile. */
  private static double farthest(double percent, double all, DesignEffects effects) {
    double possible = percent;
    double beyond = 100;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double rank = (possible + beyond) / 2;
      BetaDistribution share = jeffreys(rank, all / effects.at(rank));
      if (share.cumulativeProbability(percent / 100) >= OUTSIDE) {
        possible = rank;
      } else {
        beyond = rank;
      }
    }
    return possible;
  }
}
