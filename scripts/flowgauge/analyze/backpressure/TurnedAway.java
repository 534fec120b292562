package flowgauge.analyze.backpressure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Window;
import flowgauge.analyze.intervals.TimeGrid;
import flowgauge.analyze.intervals.TimeGrid.Count;
import flowgauge.record.sample.Outcome;
import java.util.function.ToDoubleFunction;

/**
 * Whether work that was lost was turned away: refused, not connected or never sent it was. What the
 * client gave up waiting for was only if others waited beside it: in a queue that some give up on,
 * all wait, and a request that hangs by itself says nothing of load.
 */
final class TurnedAway {
  /** Of fewer answers it can't be told whether others waited: it is taken so. */
  private static final double FEWEST = 30;

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
    double from = stretch.fromS();
    double to = stretch.toS();
    ToDoubleFunction<Window> service =
        w -> evidence.reportsService() ? evidence.serviceMs(w) : evidence.base.lowMs();
    double waited = evidence.ofAnswers(from, to, w -> w.meanMs() - service.applyAsDouble(w));
    double alone = evidence.ofAnswers(from, to, service);
    double completed = evidence.ofAnswers(from, to, w -> 1);
    boolean known = evidence.base.known() || evidence.reportsService();
    return !known || completed < FEWEST || waited >= Fullness.WAITS * alone;
  }
}
