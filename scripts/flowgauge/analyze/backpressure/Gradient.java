package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.statistics.Blocks;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.analyze.statistics.Robust;

/**
 * By how much the median response time exceeds the uncontended one: 1 - R0/R, the share of a
 * typical request that is queueing.
 *
 * <p>Source: the gradient limit of Netflix concurrency-limits, queue = N (1 - R0/R).
 */
final class Gradient implements Signature.Finder {
  /**
   * A simulation gave 0.14 at 80 % of capacity, 0.30 at 90 %, 0.56 at 97 %, 0.99 at 105 %: as the
   * waiting share did, so from the same value on.
   */
  private static final double WARN = 0.2;

  private static final double SATURATED = 0.5;

  @Override
  public Signature find(Evidence evidence) {
    double median = median(evidence);
    double base = evidence.base.p50Ms();
    double value = Math.max(0, 1 - base / median);
    double[] medians = evidence.focusColumn(evidence.intervals.typicalMs());
    double[] shares =
        java.util.Arrays.stream(medians)
            .filter(m -> !Double.isNaN(m))
            .map(m -> Math.max(0, 1 - base / m))
            .toArray();
    return Signature.of(
        "gradient",
        "median response time above the uncontended one",
        value,
        Blocks.meanInterval(shares, 2),
        "share",
        WARN,
        SATURATED,
        true,
        "1 - R0/R: the share of a typical response time that is queueing",
        format(
            "median %.0f ms; %.0f ms with up to %.0f in flight",
            median, base, evidence.base.inFlight()));
  }

  /** The median of the focus, milliseconds. */
  static double median(Evidence evidence) {
    Quantiles all = Quantiles.ofInterval();
    for (int i = evidence.focus.from(); i < evidence.focus.to(); i++) {
      if (evidence.intervals.responses(i) == null) {
        return Robust.median(evidence.focusColumn(evidence.intervals.typicalMs()));
      }
      all.add(evidence.intervals.responses(i));
    }
    return all.percentile(50) / 1e3;
  }
}
