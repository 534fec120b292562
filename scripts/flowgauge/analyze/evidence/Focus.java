package flowgauge.analyze.evidence;

import flowgauge.record.sample.Phase;
import java.util.List;

/**
 * The stretch of the load that verdicts on its limit rest on: the longest one in which requests
 * took at least twice their uncontended time, if it lasts; else the steady phase; else the whole
 * load.
 *
 * @param from first interval
 * @param to the interval after its last
 * @param contended whether it is such a stretch
 */
public record Focus(int from, int to, boolean contended) {
  /** Half of the response time or more is contention. */
  private static final double CONTENDED = 0.5;

  /** A shorter stretch is a hiccup. */
  private static final double SHORTEST_S = 8;

  static Focus of(Evidence evidence) {
    List<Window> windows = evidence.windows;
    int bestFrom = -1;
    int bestTo = -1;
    int from = -1;
    int calm = 0;
    for (int i = 0; i <= windows.size(); i++) {
      boolean contended = i < windows.size() && contended(windows.get(i), evidence.base);
      if (contended) {
        from = from < 0 ? i : from;
        calm = 0;
      } else if (from >= 0 && (++calm > 1 || i == windows.size())) {
        int to = i - calm + 1;
        if (to - from > bestTo - bestFrom) {
          bestFrom = from;
          bestTo = to;
        }
        from = -1;
        calm = 0;
      }
    }
    if (bestFrom >= 0) {
      Window first = windows.get(bestFrom);
      Window last = windows.get(bestTo - 1);
      if (last.seconds() + last.length() - first.seconds() >= SHORTEST_S) {
        return new Focus(first.from(), last.to(), true);
      }
    }
    List<Integer> steady = evidence.inPhase(Phase.STEADY);
    if (steady.size() * evidence.intervals.stepSeconds() >= SHORTEST_S) {
      return new Focus(steady.get(0), steady.get(steady.size() - 1) + 1, false);
    }
    return new Focus(evidence.loadFrom, evidence.loadTo, false);
  }

  private static boolean contended(Window window, Uncontended base) {
    if (window.completed() == 0) {
      // Nothing comes back although requests have been there for longer than they should take.
      return window.inFlight() >= 1 && window.length() * 1e3 > base.p50Ms();
    }
    return base.p50Ms() / window.p50Ms() < CONTENDED;
  }
}
