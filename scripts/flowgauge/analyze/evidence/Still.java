package flowgauge.analyze.evidence;

import flowgauge.analyze.intervals.Intervals;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of an imported table in which nothing ended although requests were in flight, too long
 * for chance at the load's own rate.
 *
 * @param fromSeconds since the scenario's start
 * @param toSeconds its end
 * @param inFlight mean requests in flight
 */
public record Still(double fromSeconds, double toSeconds, double inFlight) {
  private static final double SHORTEST_S = 3;

  /** Of one as long anywhere in the load. */
  private static final double CHANCE = 0.01;

  /** Seconds. */
  public double seconds() {
    return toSeconds - fromSeconds;
  }

  /** All of them, in order; of runs with samples none, whose rows tell pauses more finely. */
  public static List<Still> of(Evidence evidence) {
    List<Still> found = new ArrayList<>();
    if (evidence.samples != null || !evidence.intervals.has(Intervals.THROUGHPUT)) {
      return found;
    }
    double[] ended = evidence.intervals.column(Intervals.THROUGHPUT);
    double[] inFlight = evidence.intervals.column(Intervals.IN_FLIGHT);
    double step = evidence.intervals.stepSeconds();
    double perStep = 0;
    for (int i = evidence.loadFrom; i < evidence.loadTo; i++) {
      perStep += ended[i] * step / (evidence.loadTo - evidence.loadFrom);
    }
    int from = -1;
    for (int i = evidence.loadFrom; i <= evidence.loadTo; i++) {
      boolean still = i < evidence.loadTo && ended[i] == 0 && inFlight[i] >= 1;
      if (still && from < 0) {
        from = i;
      } else if (!still && from >= 0) {
        double chance = (evidence.loadTo - evidence.loadFrom) * Math.exp(-perStep * (i - from));
        if ((i - from) * step >= SHORTEST_S && chance < CHANCE) {
          double mean = 0;
          for (int at = from; at < i; at++) {
            mean += inFlight[at] / (i - from);
          }
          found.add(new Still(from * step, i * step, mean));
        }
        from = -1;
      }
    }
    return found;
  }
}
