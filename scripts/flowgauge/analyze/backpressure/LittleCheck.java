package flowgauge.analyze.backpressure;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Window;
import flowgauge.analyze.intervals.Accumulator;
import flowgauge.record.sample.Outcome;

/**
 * Little's law over the whole run: the time integral of requests in flight over the sum of the
 * response times of those that ended. Above 1, requests are missing from the response times: they
 * were cut off.
 *
 * <p>Source: J. D. C. Little, A Proof for the Queuing Formula L = lambda W, Operations Research 9
 * (1961).
 */
final class LittleCheck {
  /** A simulation gave 1.000 for stable load, 1.042 and 1.156 at 105 % and 120 % of capacity. */
  private static final double MISSING = 1.02;

  private static final Sign SIGN =
      new Sign(
          "little_check",
          "requests that the response times miss",
          "ratio",
          MISSING,
          Sign.NEVER,
          "in-flight time over response time is 1 unless requests were cut off (Little's law)");

  static Signature find(Evidence evidence) {
    double value = Double.NaN;
    String found = "there are no samples";
    Accumulator samples = evidence.samples;
    if (samples != null && samples.response.count() > 0) {
      double whole = samples.responseSumUs;
      double ended = whole - unfinished(evidence);
      value = whole / ended;
      found =
          format(
              "requests were in flight for %,.0f s, of which %,.0f s by those that ended; %,d did"
                  + " not",
              whole / 1e6, ended / 1e6, samples.count(Outcome.UNFINISHED));
    } else if (samples == null) {
      value = imported(evidence);
      if (!Double.isNaN(value)) {
        found = "from users, throughput and the wait time that was told";
      }
    }
    return SIGN.judge(value, found);
  }

  private static double unfinished(Evidence evidence) {
    Accumulator samples = evidence.samples;
    long timedOut =
        samples.failuresInOrder().stream()
            .filter(failure -> failure.outcome().timedOut())
            .mapToLong(failure -> failure.endUs() - failure.sentUs())
            .sum();
    return Math.max(0, samples.censored.sum() - timedOut);
  }

  /** In a closed model N = X (R + Z) gives the response time that the recorded mean should be. */
  private static double imported(Evidence evidence) {
    double recorded = 0;
    double ended = 0;
    double area = 0;
    for (Window window : evidence.windows) {
      if (window.completed() > 0 && !Double.isNaN(window.inFlight())) {
        recorded += window.meanMs() / 1e3 * window.completed();
        ended += window.completed();
        area += window.inFlight() * window.length();
      }
    }
    boolean told = !Double.isNaN(evidence.thinkSeconds());
    return !told || ended == 0 || recorded == 0 ? Double.NaN : area / recorded;
  }
}
