package flowgauge.analyze.backpressure;

/**
 * A closed model in front of a server with a number of slots: the machine-repair queue M/M/c//N (L.
 * Kleinrock, Queueing Systems I, 1975, section 3.8). Exponential times stand in for all others.
 */
final class BusySlots {
  private BusySlots() {}

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
    double low = 0;
    double high = slots / perSecond;
    for (int i = 0; i < 30; i++) {
      double middle = (low + high) / 2;
      if (slots * share(users, slots, thinkS, middle) / middle > perSecond) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * How many slots make so many busy ones, between these and as many as users; fractional where
   * users never wait.
   *
   * @param busy mean number of busy slots, measured
   */
  static double slots(double busy, double users, double thinkS, double serviceS) {
    double low = busy;
    double high = Math.max(busy, users);
    for (int i = 0; i < 30; i++) {
      double middle = (low + high) / 2;
      if (middle * share(users, middle, thinkS, serviceS) < busy) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
