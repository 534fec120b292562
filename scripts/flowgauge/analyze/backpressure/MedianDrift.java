package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.statistics.MannKendall;
import flowgauge.analyze.statistics.Robust;
import flowgauge.record.Phase;
import java.util.List;

/**
 * Whether the median drifts upwards under a constant load: a queue that grows. It votes, since it
 * is told by the course over time and not by the level, as the gradient is.
 */
final class MedianDrift implements Signature.Finder {
  /** A simulation gave 60 % a minute under overload, and 10 % by chance. */
  private static final double DRIFTS = 20;

  private static final double SIGNIFICANT = 0.01;

  @Override
  public Signature find(Evidence evidence) {
    List<Integer> steady = evidence.inPhase(Phase.STEADY);
    double[] medians = new double[steady.size()];
    double[] typical = evidence.intervals.column(evidence.intervals.typicalMs());
    for (int i = 0; i < medians.length; i++) {
      medians[i] = typical[steady.get(i)];
    }
    MannKendall trend = MannKendall.of(medians);
    double perMinute = 60 / evidence.intervals.stepSeconds() * 100 / Robust.median(medians);
    double value = trend.slopePerStep() * perMinute;
    Signature signature =
        Signature.of(
            "median_drift",
            "drift of the median under constant load",
            value,
            Signature.noInterval(),
            "% per minute",
            DRIFTS,
            DRIFTS,
            true,
            "a queue that grows makes each later request wait longer (Mann-Kendall, Sen's slope)",
            Double.isNaN(value)
                ? "too short a steady phase"
                : format("p = %.3f over %d intervals", trend.p(), medians.length));
    return !(trend.p() < SIGNIFICANT) && !Double.isNaN(value)
        ? signature.withLevel(Signature.Level.ABSENT, "within chance")
        : signature;
  }
}
