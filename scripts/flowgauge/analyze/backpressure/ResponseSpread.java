package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;

/** The longest response time over the shortest, successes only. Describes only. */
final class ResponseSpread implements Signature.Finder {
  @Override
  public Signature find(Evidence evidence) {
    double min = Double.NaN;
    double max = Double.NaN;
    if (evidence.samples != null) {
      min = evidence.samples.response.min() / 1e3;
      max = evidence.samples.response.max() / 1e3;
    } else if (evidence.scenario.summary().isPresent()) {
      min = evidence.scenario.summary().get().responseTime().minMs();
      max = evidence.scenario.summary().get().responseTime().maxMs();
    }
    return Signature.of(
        "response_spread",
        "longest over shortest response time",
        max / min,
        Signature.noInterval(),
        "ratio",
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        false,
        "describes: a wide range goes with queueing, and with much else; failures are left out",
        format(
            "%.0f to %.0f ms%s", min, max, evidence.samples == null ? ", failures included" : ""));
  }
}
