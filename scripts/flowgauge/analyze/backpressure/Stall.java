package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;

/**
 * The longest time in which nothing came back although requests were in flight, in uncontended
 * response times.
 */
final class Stall implements Signature.Finder {
  /** A request alone comes back after one; three at once without any is no chance of theirs. */
  private static final double WARN = 3;

  private static final double SATURATED = 5;

  @Override
  public Signature find(Evidence evidence) {
    double[] ended = evidence.loadColumn(Intervals.THROUGHPUT);
    double[] inFlight = evidence.loadColumn(Intervals.IN_FLIGHT);
    double step = evidence.intervals.stepSeconds();
    int longest = 0;
    int at = 0;
    int run = 0;
    for (int i = 0; i < ended.length; i++) {
      run = ended[i] == 0 && inFlight[i] >= 1 ? run + 1 : 0;
      if (run > longest) {
        longest = run;
        at = i;
      }
    }
    double unit = Math.max(step, evidence.base.meanMs() / 1e3);
    return Signature.of(
        "stall",
        "longest time without a response",
        Double.isNaN(unit) ? Double.NaN : longest * step / unit,
        Signature.noInterval(),
        "uncontended response times",
        WARN,
        SATURATED,
        true,
        "requests in flight and none ends: the server or what it calls stands still",
        longest == 0
            ? "something came back all the time"
            : format(
                "nothing for %.0f s until %.0f s, with %.0f in flight",
                longest * step, (evidence.loadFrom + at + 1) * step, inFlight[at]));
  }
}
