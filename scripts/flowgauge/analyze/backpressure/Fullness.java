package flowgauge.analyze.backpressure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.evidence.Window;

/**
 * In the closed model: how many requests the server works on at once, and where all of these slots
 * were busy while users waited.
 *
 * <p>Of N requests in flight that take R, N S / R are worked on (Little's law), S what each takes
 * alone. From that, the users and their wait time follow the slots ({@link BusySlots}), and from
 * them how full they were in each window.
 */
final class Fullness {
  /** Half-way between slots that users find busy and slots that are never free. */
  static final double FULL = 0.94;

  /** A fifth of the uncontended time. */
  static final double WAITS = 0.2;

  /** More users than slots, beyond what the slots' number is known to. */
  private static final double MORE = 1.05;

  /** Standard errors that no window of a run has by chance. */
  private static final double CLEARLY = 4;

  /**
   * What it found.
   *
   * @param slots requests worked on at once, NaN where nobody waited
   * @param busy the share of them that was, in the fullest stretch; NaN likewise
   * @param fromS start of the longest stretch in which they were full, NaN if they never were
   * @param toS its end
   * @param waiting mean waiting over the uncontended time, in that stretch
   * @param completed answers in it
   */
  record Found(
      double slots, double busy, double fromS, double toS, double waiting, double completed) {
    boolean lasts(double seconds) {
      return toS - fromS >= seconds - 1e-6;
    }
  }

  private final Evidence evidence;
  private final double slots;

  private Fullness(Evidence evidence) {
    this.evidence = evidence;
    this.slots = evidence.slots() > 0 ? evidence.slots() : whole(inferred());
  }

  static Found find(Evidence evidence) {
    return new Fullness(evidence).found();
  }

  private static double whole(double slots) {
    return Double.isNaN(slots) ? slots : Math.max(1, Math.rint(slots));
  }

  /**
   * What a request takes alone in a window, seconds: where the slots' number was told, as the rate
   * says, since each window knows that better than a baseline at another time.
   */
  private double serviceS(Window window) {
    boolean told = evidence.slots() > 0 && !evidence.reportsService();
    return told && window.completed() > 0 && window.users() > 0
        ? BusySlots.serviceS(
            window.completed() / window.length(),
            Math.rint(window.users()),
            evidence.slots(),
            evidence.thinkSeconds())
        : evidence.serviceMs(window) / 1e3;
  }

  /** How long requests waited, over what they take alone. */
  private double waiting(Window window) {
    return window.meanMs() / 1e3 / serviceS(window) - 1;
  }

  /** How many of those in flight do not wait, by Little's law. */
  private double workedOn(Window window) {
    return window.inFlight() / (1 + waiting(window));
  }

  private double inferred() {
    double busy = 0;
    double users = 0;
    double service = 0;
    double length = 0;
    for (Window window : evidence.windows) {
      if (waiting(window) >= WAITS && window.inFlight() > 1) {
        double weight = window.length();
        busy += weight * workedOn(window);
        users += weight * window.users();
        service += weight * serviceS(window);
        length += weight;
      }
    }
    if (length == 0 || Double.isNaN(users)) {
      return Double.NaN;
    }
    double found =
        BusySlots.slots(busy / length, users / length, evidence.thinkSeconds(), service / length);
    boolean briefly = length < evidence.judgedSeconds() / 10;
    return briefly && worksOnMore(found, length) ? Double.NaN : found;
  }

  /**
   * Whether more requests than that were worked on at once where hardly any waited, clearly: then
   * what let requests wait for a moment is no number of slots. Of a longer stretch it would say
   * nothing, as servers get slots and lose them. In so many seconds with c busy slots, what was
   * worked on is c but for what had begun before and had not ended after: of each slot the age of a
   * renewal process (W. Feller, An Introduction to Probability Theory and Its Applications II,
   * 1971, section XI.4), at both ends.
   */
  private boolean worksOnMore(double slots, double seconds) {
    double age = 1 / 12.0 + (1 - 1 / 12.0) * Math.min(1, evidence.serviceVariation());
    for (Window window : evidence.windows) {
      double error =
          serviceS(window)
              * Math.sqrt(2 * slots * age)
              * Math.hypot(1 / seconds, 1 / window.length());
      double more = workedOn(window) - slots;
      if (waiting(window) < WAITS && more > Math.max(0.5, CLEARLY * error)) {
        return true;
      }
    }
    return false;
  }

  private Found found() {
    double from = Double.NaN;
    double bestFrom = Double.NaN;
    double bestTo = Double.NaN;
    double most = Double.NaN;
    for (Window window : evidence.windows) {
      boolean still = window.completed() == 0 && window.inFlight() >= slots;
      double busy =
          still
              ? 1
              : BusySlots.share(
                  Math.round(window.users()), slots, evidence.thinkSeconds(), serviceS(window));
      boolean waits = waiting(window) >= WAITS || window.completed() == 0;
      boolean more = window.users() >= Math.max(MORE * slots, slots + 0.5);
      most = Double.isNaN(most) ? busy : Math.max(most, busy);
      if (busy >= FULL && waits && more) {
        from = Double.isNaN(from) ? window.seconds() : from;
        double to = window.seconds() + window.length();
        if (!(bestTo - bestFrom >= to - from)) {
          bestFrom = from;
          bestTo = to;
        }
      } else {
        from = Double.NaN;
      }
    }
    double completed = evidence.ofAnswers(bestFrom, bestTo, w -> 1);
    return new Found(
        slots,
        Double.isNaN(slots) ? Double.NaN : most,
        bestFrom,
        bestTo,
        evidence.ofAnswers(bestFrom, bestTo, this::waiting) / completed,
        completed);
  }
}
