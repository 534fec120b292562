package flowgauge.analyze.backpressure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Window;

/** Whether requests waited so long that hardly any slot was ever free. */
final class LinedUp {
  /**
   * Waiting for five times as long as a request takes alone needs slots that are busy for four
   * fifths of the time at the least: of M/M/1, rho / (1 - rho); more slots make it more, and times
   * that vary more let requests wait longer (Pollaczek and Khinchine).
   */
  private static final double LINED_UP = 5;

  private LinedUp() {}

  static boolean since(double fromS, Evidence evidence) {
    double end = Double.POSITIVE_INFINITY;
    double waited =
        evidence.ofAnswers(fromS, end, w -> Math.max(0, w.meanMs() - evidence.serviceMs(w)));
    double alone = evidence.ofAnswers(fromS, end, evidence::serviceMs);
    double spread = (1 + Math.max(1, evidence.serviceVariation())) / 2;
    return waited > LINED_UP * spread * alone;
  }
}
