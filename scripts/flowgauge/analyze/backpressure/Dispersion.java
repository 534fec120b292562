package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Robust;
import flowgauge.record.Phase;

/** Variance over mean of the completions per interval: 1 for a Poisson process. Describes only. */
final class Dispersion implements Signature.Finder {
  @Override
  public Signature find(Evidence evidence) {
    double[] completed = evidence.intervals.column(Intervals.COMPLETED);
    double[] steady =
        evidence.inPhase(Phase.STEADY).stream().mapToDouble(i -> completed[i]).toArray();
    double mean = Robust.mean(steady);
    double spread = 0;
    for (double c : steady) {
      spread += (c - mean) * (c - mean) / Math.max(1, steady.length - 1);
    }
    double value = steady.length < 8 ? Double.NaN : spread / mean;
    return Signature.of(
        "dispersion",
        "variance over mean of completions",
        value,
        Signature.noInterval(),
        "ratio",
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        false,
        "describes: below 0.5 the server sets the pace, above 2 it stalls or works in batches",
        format("%d steady intervals of %.1f on average", steady.length, mean));
  }
}
