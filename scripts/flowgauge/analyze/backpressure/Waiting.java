package flowgauge.analyze.backpressure;

import flowgauge.analyze.evidence.Alone;
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
  /** Waited as long as it takes alone. */
  static final double TWICE = 1;

  private static final double HELD_UP = 0.5;

  /**
   * Waiting for five times as long as a request takes alone needs slots that are busy for four
   * fifths of the time at the least: of M/M/1, rho / (1 - rho); more slots make it more, and times
   * that vary more let requests wait longer (Pollaczek and Khinchine).
   */
  private static final double LINED_UP = 5;

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
    if (base.changed()) {
      return Optional.of(atTheEnds(evidence));
    }
    double error = error(evidence, base);
    double share = mean / base.meanMs() - 1;
    return Optional.of(
        new Waiting(
            share,
            share - 2 * (1 + share) * error,
            share + 2 * (1 + share) * error,
            Math.max(0, mean - base.meanMs()),
            base.meanMs()));
  }

  /**
   * The relative error of the uncontended mean. Few requests that took alike may have missed a
   * heavy tail that the load's own many show.
   */
  private static double error(Evidence evidence, Uncontended base) {
    long count = base.before().count() + base.after().count();
    if (count == 0 || evidence.samples == null) {
      return 0.05;
    }
    return Math.sqrt(Math.max(base.variation(), Math.min(9, variation(evidence))) / count);
  }

  /** Squared coefficient of variation of the load's own response times. */
  static double variation(Evidence evidence) {
    double[] sums = new double[3];
    evidence.samples.kept.forEach(
        (stretch, at) -> {
          sums[0]++;
          sums[1] += stretch.response(at);
          sums[2] += stretch.response(at) * stretch.response(at);
        });
    double mean = sums[1] / sums[0];
    return sums[0] == 0 ? 1 : Math.max(0, sums[2] / sums[0] / (mean * mean) - 1);
  }

  /** Of a service that changed: its beginning against the baseline before, its end, behind. */
  private static Waiting atTheEnds(Evidence evidence) {
    Waiting first = atEdge(quarter(evidence, 0), quarter(evidence, 1), evidence.base.before());
    Waiting last = atEdge(quarter(evidence, 3), quarter(evidence, 2), evidence.base.after());
    return first.share >= last.share ? first : last;
  }

  /** The mean response time of a quarter, milliseconds; NaN where nothing ended. */
  private static double quarter(Evidence evidence, int index) {
    double sum = 0;
    double count = 0;
    for (Window window : evidence.windows) {
      double at = (window.seconds() - evidence.fromSeconds()) / evidence.judgedSeconds();
      if ((int) (4 * at) == index && window.completed() > 0) {
        sum += window.completed() * window.meanMs();
        count += window.completed();
      }
    }
    return sum / count;
  }

  /** A service that goes on changing has gone half a quarter's way between edge and middle. */
  private static Waiting atEdge(double meanMs, double nextMs, Alone alone) {
    double edge = Double.isNaN(nextMs) ? meanMs : meanMs - (nextMs - meanMs) / 2;
    double share = Double.isNaN(edge) ? 0 : edge / alone.meanMs() - 1;
    double error = 2 * (1 + share) * (alone.count() > 1 ? alone.errorMs() / alone.meanMs() : 0.5);
    return new Waiting(
        share, share - error, share + error, Math.max(0, share) * alone.meanMs(), alone.meanMs());
  }

  /**
   * Whether requests took so long that users who wait for answers asked for less than half of what
   * they could.
   */
  boolean heldUp(Evidence evidence) {
    if (evidence.open() || evidence.base.changed() || share < TWICE) {
      return false;
    }
    double completed = evidence.windows.stream().mapToDouble(Window::completed).sum();
    double most = evidence.mostUsers() / (aloneMs / 1e3 + evidence.thinkSeconds());
    return completed / evidence.judgedSeconds() < HELD_UP * most;
  }

  /** Whether requests waited so long from a moment on that hardly any slot was ever free. */
  static boolean linedUp(double fromS, Evidence evidence) {
    double end = Double.POSITIVE_INFINITY;
    double waited =
        evidence.ofAnswers(fromS, end, w -> Math.max(0, w.meanMs() - evidence.serviceMs(w)));
    double alone = evidence.ofAnswers(fromS, end, evidence::serviceMs);
    double spread = (1 + Math.max(1, evidence.serviceVariation())) / 2;
    return waited > LINED_UP * spread * alone;
  }

  private static double meanMs(Evidence evidence) {
    if (evidence.samples != null) {
      return evidence.samples.response.mean() / 1e3;
    }
    double end = Double.POSITIVE_INFINITY;
    return evidence.ofAnswers(0, end, Window::meanMs) / evidence.ofAnswers(0, end, w -> 1);
  }
}
