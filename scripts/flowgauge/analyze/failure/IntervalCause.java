package flowgauge.analyze.failure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.Failures.Cause;
import flowgauge.analyze.statistics.Figures;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A cause that shows in the interval table: true in some interval within a second of the cluster.
 * What is true for most of the run explains little: confidence is 1 less the share of the load in
 * which it is.
 */
final class IntervalCause {
  /** What chance brings more often than this is no cause. */
  static final double SUPPORT = 0.05;

  /** One cluster beside one event of a short run can't be rarer than this; its p is told. */
  private static final double SELDOM = 0.1;

  static Optional<Cause> of(
      String name,
      FailureCluster cluster,
      Evidence evidence,
      IntPredicate holds,
      java.util.function.IntFunction<String> words) {
    double step = evidence.intervals.stepSeconds();
    int from = Math.max(0, (int) Math.floor((cluster.fromSeconds() - 1) / step));
    int to = Math.min(evidence.intervals.size() - 1, (int) ((cluster.toSeconds() + 1) / step));
    int at = -1;
    for (int i = from; i <= to && at < 0; i++) {
      at = holds.test(i) ? i : -1;
    }
    if (at < 0) {
      return Optional.empty();
    }
    int all = 0;
    for (int i = evidence.loadFrom; i < evidence.loadTo; i++) {
      all += holds.test(i) ? 1 : 0;
    }
    int length = Math.max(1, evidence.loadTo - evidence.loadFrom);
    // As many intervals as the cluster spans would hold one by chance with this probability.
    double chance = 1 - Math.pow(1 - Math.min(1, (double) all / length), to - from + 1);
    if (chance > SELDOM) {
      return Optional.empty();
    }
    return Optional.of(
        Cause.tested(
            name,
            1 - chance,
            chance,
            Figures.format(
                "%s; so in %.0f %% of the load", words.apply(at), 100.0 * all / length)));
  }
}
