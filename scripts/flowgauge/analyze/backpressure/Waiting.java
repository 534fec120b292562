package flowgauge.analyze.backpressure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Uncontended;
import flowgauge.analyze.evidence.Window;
import java.util.Optional;

/**
 * How long requests waited, over what they take alone: by the server's own times where answers
 * carry them, else by what a request is known to take alone.
 *
 * @param share of the uncontended time
 * @param low the least that it can be: the error of the uncontended time's mean twice, and the
 *     longer of two baselines that differ
 * @param high the most
 * @param waitedMs mean waiting, milliseconds
 * @param aloneMs mean of what a request takes alone, milliseconds
 */
public record Waiting(double share, double low, double high, double waitedMs, double aloneMs) {
  static Optional<Waiting> of(Evidence evidence) {
    double mean = meanMs(evidence);
    if (evidence.reportsService() && evidence.samples != null) {
      var split = evidence.samples.split();
      double waited =
          Math.max(0, split.meanWaitingUs() / 1e3 - Math.max(0, evidence.base.waitingMs()));
      double alone = split.responseUs / 1e3 / split.with - waited;
      double share = waited / alone;
      return Optional.of(new Waiting(share, share, share, waited, alone));
    }
    Uncontended base = evidence.base;
    if (!base.known() || Double.isNaN(mean) || Double.isNaN(base.meanMs())) {
      return Optional.empty();
    }
    double error = base.before().count() > 1 ? 2 * base.before().errorMs() / base.meanMs() : 0;
    return Optional.of(
        new Waiting(
            mean / base.meanMs() - 1,
            mean / (base.highMs() * (1 + error)) - 1,
            mean / (base.lowMs() * Math.max(0.1, 1 - error)) - 1,
            Math.max(0, mean - base.meanMs()),
            base.meanMs()));
  }

  private static double meanMs(Evidence evidence) {
    if (evidence.samples != null) {
      return evidence.samples.response.mean() / 1e3;
    }
    double sum = 0;
    double count = 0;
    for (Window window : evidence.windows) {
      if (window.completed() > 0) {
        sum += window.completed() * window.meanMs();
        count += window.completed();
      }
    }
    return sum / count;
  }
}
