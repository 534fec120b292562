package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Robust;

/** By how much goodput fell below its best while load was no lower than then. Describes only. */
final class GoodputCollapse implements Signature.Finder {
  /** A tenth lost is more than the running mean of ten seconds varies. */
  private static final double FALLS = 0.1;

  @Override
  public Signature find(Evidence evidence) {
    double[] goodput = evidence.loadColumn(Intervals.GOODPUT);
    int half = (int) Math.max(1, Math.round(5 / evidence.intervals.stepSeconds()));
    double best = Double.NaN;
    double last = Double.NaN;
    for (int i = half; i + half < goodput.length; i++) {
      double mean = Robust.mean(java.util.Arrays.copyOfRange(goodput, i - half, i + half + 1));
      best = Double.isNaN(best) ? mean : Math.max(best, mean);
      last = mean;
    }
    return Signature.of(
        "goodput_collapse",
        "goodput lost since its best",
        best > 0 ? 1 - last / best : Double.NaN,
        Signature.noInterval(),
        "share",
        FALLS,
        FALLS,
        false,
        "past the knee a server that thrashes does less the more is asked of it",
        format("best %.1f req/s over 10 s, %.1f at the end of the load", best, last));
  }
}
