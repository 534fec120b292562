package flowgauge.analyze.backpressure;

import flowgauge.analyze.statistics.Halving;

/**
 * A closed model in front of a server with a number of slots: the machine-repair queue M/M/c//N (L.
 * Kleinrock, Queueing Systems I, 1975, section 3.8). Exponential times stand in for all others.
 */
final class BusySlots {
  private static final int HALVINGS = 30;

  /**
   * The share of slots that are busy.
   *
   * @param users virtual users
   * @param slots requests that are worked on at once
   * @param thinkS mean wait time of a user, seconds
   * @param serviceS mean time of a request alone, seconds
   */
  static double share(double users, double slots, double thinkS, double serviceS) {
    if (users <= 0 || slots <= 0) {
      return 0;
    }
    if (thinkS <= 0) {
      return Math.min(1, users / slots);
    }
    double weight = 1;
    double sum = 1;
    double busy = 0;
    for (int at = 1; at <= users; at++) {
      double working = Math.min(at, slots);
      weight *= (users - at + 1) / thinkS / (working / serviceS);
      sum += weight;
      busy += weight * working;
      if (weight > 1e200) {
        weight *= 1e-200;
        sum *= 1e-200;
        busy *= 1e-200;
      }
    }
    return busy / sum / slots;
  }

  /**
   * How long a request takes alone, seconds, where so many slots answer so many a second.
   *
   * @param perSecond answers a second, measured
   */
  static double serviceS(double perSecond, double users, double slots, double thinkS) {
    return Halving.end(
        0,
        slots / perSecond,
        HALVINGS,
        service -> slots * share(users, slots, thinkS, service) / service > perSecond);
  }

  /**
   * How many slots make so many busy ones, between these and as many as users; fractional where
   * users never wait.
   *
   * @param busy mean number of busy slots, measured
   */
  static double slots(double busy, double users, double thinkS, double serviceS) {
    return Halving.end(
        busy,
        Math.max(busy, users),
        HALVINGS,
        slots -> slots * share(users, slots, thinkS, serviceS) < busy);
  }
}
