package flowgauge.analyze.backpressure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Window;
import flowgauge.analyze.intervals.TimeGrid;
import flowgauge.analyze.intervals.TimeGrid.Count;
import java.util.Optional;
import org.apache.commons.math3.stat.regression.SimpleRegression;

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

  /** So many arrivals make a stretch in which chance shows. */
  private static final double ARRIVALS = 10;

  /** Student's t beyond which what is finished follows what came, */
  private static final double FOLLOWS = 3.5;

  /** and how much more is finished for one more. */
  private static final double PART = 0.25;

  private static final int FEWEST = 8;

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
    return lasts
            && behind >= SHARE * best[2]
            && behind >= SIGMAS * sigma
            && !follows(evidence, best[0], best[1], best[2] / (best[1] - best[0]))
        ? Optional.of(new double[] {best[0], best[1]})
        : Optional.empty();
  }

  /**
   * Whether more was finished where more had come, one response time before. A server that has all
   * hands full finishes as much as ever; one whose requests only take longer, for sharing a CPU or
   * by themselves, finishes what came.
   */
  private static boolean follows(Evidence evidence, double fromS, double toS, double perSecond) {
    if (evidence.samples == null) {
      return false;
    }
    double lagS =
        evidence.windows.stream()
                .filter(w -> w.seconds() >= fromS && w.seconds() < toS && w.completed() > 0)
                .mapToDouble(Window::meanMs)
                .average()
                .orElse(0)
            / 1e3;
    TimeGrid grid = evidence.samples.grid;
    double length = Math.max(grid.binSeconds(), ARRIVALS / perSecond);
    SimpleRegression finished = new SimpleRegression();
    for (double at = fromS; at + length + lagS <= toS; at += length) {
      finished.addData(
          grid.sum(Count.SENT, grid.bin(at), grid.bin(at + length)),
          grid.sum(Count.GONE, grid.bin(at + lagS), grid.bin(at + lagS + length)));
    }
    return finished.getN() >= FEWEST
        && finished.getSlope() > PART
        && finished.getSlope() > FOLLOWS * finished.getSlopeStdErr();
  }
}
