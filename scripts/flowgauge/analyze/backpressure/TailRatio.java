package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.record.Summary;

/** The 99th percentile over the median. Describes only: it rises, then falls as queues deepen. */
final class TailRatio implements Signature.Finder {
  @Override
  public Signature find(Evidence evidence) {
    double p50 = Double.NaN;
    double p99 = Double.NaN;
    if (evidence.samples != null) {
      p50 = evidence.samples.response.percentile(50) / 1e3;
      p99 = evidence.samples.response.percentile(99) / 1e3;
    } else if (evidence.scenario.summary().isPresent()) {
      var percentiles = evidence.scenario.summary().get().responseTime().percentiles();
      p50 = percentiles.get(Summary.PERCENTILES.indexOf(50.0));
      p99 = percentiles.get(Summary.PERCENTILES.indexOf(99.0));
    }
    return Signature.of(
        "tail_ratio",
        "p99 over p50",
        p99 / p50,
        Signature.noInterval(),
        "ratio",
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        false,
        "describes: 2.9 unloaded, 3.5 near capacity, 1.1 in a deep queue, so it has no threshold",
        format("p50 %.0f ms, p99 %.0f ms", p50, p99));
  }
}
