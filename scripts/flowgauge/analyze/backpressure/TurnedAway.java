package flowgauge.analyze.backpressure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Window;
import flowgauge.analyze.intervals.TimeGrid;
import flowgauge.analyze.intervals.TimeGrid.Count;
import flowgauge.record.sample.Outcome;

/**
 * Whether work that was lost was turned away: refused, not connected or never sent it was. What the
 * client gave up waiting for was only if others waited beside it: in a queue that some give up on,
 * all wait, and a request that hangs by itself says nothing of load.
 */
final class TurnedAway {
  /** Of fewer answers it can't be told whether others waited: it is taken so. */
  private static final double FEWEST = 30;

  private TurnedAway() {}

  static boolean byLoad(Evidence evidence, Surplus.Found stretch) {
    double others = stretch.lost() * (1 - givenUp(evidence));
    return others >= Surplus.LOST * stretch.due() || waited(evidence, stretch);
  }

  /** The part of all that was lost that the client gave up waiting for. */
  private static double givenUp(Evidence evidence) {
    TimeGrid grid = evidence.samples.grid;
    double lost = grid.sum(Count.LOST, grid.bin(evidence.fromSeconds()), grid.size());
    return Math.min(1, evidence.samples.count(Outcome.RESPONSE_TIMEOUT) / Math.max(1, lost));
  }

  private static boolean waited(Evidence evidence, Surplus.Found stretch) {
    double waited = 0;
    double alone = 0;
    double completed = 0;
    for (Window window : evidence.windows) {
      if (window.seconds() >= stretch.fromS()
          && window.seconds() < stretch.toS()
          && window.completed() > 0) {
        double service =
            evidence.reportsService() ? evidence.serviceMs(window) : evidence.base.lowMs();
        waited += window.completed() * (window.meanMs() - service);
        alone += window.completed() * service;
        completed += window.completed();
      }
    }
    boolean known = evidence.base.known() || evidence.reportsService();
    return !known || completed < FEWEST || waited >= Fullness.WAITS * alone;
  }
}
