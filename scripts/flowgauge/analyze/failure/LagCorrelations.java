package flowgauge.analyze.failure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Blocks;
import flowgauge.analyze.statistics.Robust;
import flowgauge.record.sample.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Failures a second against other figures at lags of -10 to +10 s: the largest absolute
 * correlation, and how often blocks of 30 s put in another order reach it. Blocks keep what
 * neighbouring seconds have in common: with an autocorrelation of 0.8, Pearson's own test alarms in
 * 38 of 100 runs with no relation and the best of 21 lags in 86, blocks in 5. Holm's correction (S.
 * Holm, 1979) for the number of figures.
 */
final class LagCorrelations {
  private static final List<String> FIGURES =
      List.of(
          Intervals.THROUGHPUT, Intervals.P50_MS, Intervals.CPU_CORES, Intervals.LISTEN_OVERFLOWS);
  private static final double MOST_LAG_S = 10;
  private static final double BLOCK_S = 30;
  private static final int PERMUTATIONS = 999;

  /** With fewer failures there is nothing to correlate. */
  private static final double FEWEST = 5;

  static List<Failures.LagCorrelation> of(Evidence evidence) {
    // A timeout is known long after its cause: failures count where they were sent, if most are.
    double timeouts =
        Arrays.stream(Outcome.values())
            .filter(Outcome::timedOut)
            .mapToDouble(outcome -> sum(evidence.loadColumn(Intervals.failed(outcome))))
            .sum();
    double[] failed = evidence.loadColumn(Intervals.FAILED);
    boolean bySent = timeouts > sum(failed) / 2;
    double[] events = bySent ? evidence.loadColumn(Intervals.FAILED_BY_SENT) : failed;
    double step = evidence.intervals.stepSeconds();
    int block = (int) Math.max(2, Math.min(Math.round(BLOCK_S / step), events.length / 6));
    int lags = (int) Math.max(1, Math.min(Math.round(MOST_LAG_S / step), events.length / 4));
    if (sum(events) < FEWEST || events.length < 30) {
      return List.of();
    }
    List<Failures.LagCorrelation> found = new ArrayList<>();
    for (String figure : FIGURES) {
      double[] values = evidence.loadColumn(figure);
      if (Arrays.stream(values).filter(v -> !Double.isNaN(v)).distinct().count() > 1) {
        found.add(test(figure, events, values, lags, block, step));
      }
    }
    return holm(found);
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).filter(v -> v > 0).sum();
  }

  private static Failures.LagCorrelation test(
      String figure, double[] events, double[] values, int lags, int block, double step) {
    double[] byLag = byLag(events, values, lags);
    int best = best(byLag);
    SplittableRandom random = new SplittableRandom(13);
    int reached = 0;
    for (int r = 0; r < PERMUTATIONS; r++) {
      int[] order = Blocks.permute(events.length, block, random);
      double[] moved = new double[events.length];
      for (int i = 0; i < moved.length; i++) {
        moved[i] = events[order[i]];
      }
      double[] chance = byLag(moved, values, lags);
      if (Math.abs(chance[best(chance)]) >= Math.abs(byLag[best])) {
        reached++;
      }
    }
    double p = (reached + 1.0) / (PERMUTATIONS + 1);
    return new Failures.LagCorrelation(
        figure, (best - lags) * step, byLag[best], p, p, Arrays.stream(byLag).boxed().toList());
  }

  /** Correlation of events at t with values at t + lag, for lags from the most negative on. */
  private static double[] byLag(double[] events, double[] values, int lags) {
    double[] r = new double[2 * lags + 1];
    int n = events.length;
    for (int lag = -lags; lag <= lags; lag++) {
      int from = Math.max(0, -lag);
      int to = Math.min(n, n - lag);
      r[lag + lags] =
          Robust.correlation(
              Arrays.copyOfRange(events, from, to),
              Arrays.copyOfRange(values, from + lag, to + lag));
    }
    return r;
  }

  private static int best(double[] r) {
    int best = 0;
    for (int i = 1; i < r.length; i++) {
      best = Math.abs(r[i]) > Math.abs(r[best]) ? i : best;
    }
    return best;
  }

  private static List<Failures.LagCorrelation> holm(List<Failures.LagCorrelation> tests) {
    List<Failures.LagCorrelation> byP = new ArrayList<>(tests);
    byP.sort(Comparator.comparingDouble(Failures.LagCorrelation::p));
    List<Failures.LagCorrelation> adjusted = new ArrayList<>();
    double least = 0;
    for (int i = 0; i < byP.size(); i++) {
      Failures.LagCorrelation t = byP.get(i);
      least = Math.max(least, Math.min(1, t.p() * (byP.size() - i)));
      adjusted.add(
          new Failures.LagCorrelation(t.figure(), t.lagSeconds(), t.r(), t.p(), least, t.byLag()));
    }
    return adjusted;
  }
}
