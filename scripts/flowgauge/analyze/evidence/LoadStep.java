package flowgauge.analyze.evidence;

import flowgauge.analyze.intervals.Intervals;
import java.util.ArrayList;
import java.util.List;

/**
 * A window with the load that was asked for an uncontended response time before it: what ends in
 * the window was asked for then.
 *
 * @param offered users of a closed stage, requests a second of an open one
 */
public record LoadStep(Window window, double offered) {

  /** The windows in which load was known; those after a lower load than before are left out. */
  public static List<LoadStep> of(Evidence evidence) {
    List<LoadStep> steps = new ArrayList<>();
    double highest = 0;
    double ago = evidence.base.meanMs() / 1e3;
    for (Window window : evidence.windows) {
      double offered =
          evidence.open()
              ? evidence.plannedPerSecond(window.seconds() + window.length() / 2 - ago)
              : users(evidence, window, ago);
      if (offered >= 0.98 * highest) {
        highest = Math.max(highest, offered);
        steps.add(new LoadStep(window, offered));
      }
    }
    return steps;
  }

  private static double users(Evidence evidence, Window window, double agoSeconds) {
    double[] users = evidence.intervals.column(Intervals.USERS);
    int shift = (int) Math.round(agoSeconds / evidence.intervals.stepSeconds());
    double sum = 0;
    for (int i = window.from(); i < window.to(); i++) {
      sum += i < shift ? 0 : users[i - shift] / (window.to() - window.from());
    }
    return sum;
  }
}
