package flowgauge.analyze.backpressure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Window;
import java.util.Optional;

/**
 * In the open model: while requests wait all the time, a server finishes what it can. The longest
 * stretch in which they did is laid against the schedule's own rate, whose arrivals by chance have
 * no part in it: what is finished varies by service times alone.
 */
final class Behind {
  /** Beyond chance; as the stretch is the longest, not the worst, 1 in 700. */
  private static final double SIGMAS = 3;

  /** Responses of so many uncontended times stand for a queue that is never empty. */
  private static final double WAIT = 1.5;

  private static final double SHARE = 0.03;

  private Behind() {}

  /** From and to of the stretch, if the schedule's rate lies above what is finished. */
  static Optional<double[]> find(Evidence evidence) {
    if (!evidence.base.known() && !evidence.reportsService()) {
      return Optional.empty();
    }
    double[] best = new double[4];
    double[] now = null;
    for (Window window : evidence.windows) {
      boolean waits =
          window.completed() == 0
              ? window.inFlight() >= 1
              : window.meanMs() >= WAIT * evidence.serviceMs(window);
      if (!waits) {
        now = null;
        continue;
      }
      now = now == null ? new double[] {window.seconds(), 0, 0, 0} : now;
      double middle = window.seconds() + window.length() / 2;
      now[1] = window.seconds() + window.length();
      now[2] += evidence.plannedPerSecond(middle) * window.length();
      now[3] += window.ended();
      if (now[1] - now[0] > best[1] - best[0]) {
        best = now.clone();
      }
    }
    double behind = best[2] - best[3];
    double sigma = Math.sqrt(Math.max(0.02, evidence.serviceVariation()) * best[3] + 1);
    boolean lasts = best[1] - best[0] >= evidence.lastingSeconds() - 1e-6;
    return lasts && behind >= SHARE * best[2] && behind >= SIGMAS * sigma
        ? Optional.of(new double[] {best[0], best[1]})
        : Optional.empty();
  }
}
