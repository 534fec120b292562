package flowgauge.load.schedule;

import flowgauge.scenario.LoadProfile.Arrivals;
import java.util.SplittableRandom;

/**
 * When the requests of an open stage are due: the inverse of the cumulative rate, fixed before any
 * wait and never moved by what the server does.
 *
 * <p>With a rate that goes linearly from f to g over a length L, the expected count by time t is f
 * t + (g - f) t^2 / 2L. Request k is due where that count reaches k (uniform), or where it reaches
 * the k-th point of a unit-rate Poisson process (thinning-free inversion; Devroye, Non-Uniform
 * Random Variate Generation, 1986, chapter VI.1.3).
 */
public final class ArrivalSchedule {
  /** There is no further arrival. */
  public static final long END = Long.MAX_VALUE;

  private final double from;
  private final double slope;
  private final double lengthSeconds;
  private final double total;
  private final SplittableRandom random;
  private double count;
  private boolean first = true;

  /**
   * A schedule.
   *
   * @param from requests a second at the start
   * @param to requests a second at the end
   * @param seed for Poisson arrivals
   */
  public ArrivalSchedule(
      double from, double to, double lengthSeconds, Arrivals arrivals, long seed) {
    this.from = from;
    this.slope = (to - from) / lengthSeconds;
    this.lengthSeconds = lengthSeconds;
    this.total = (from + to) / 2 * lengthSeconds;
    this.random = arrivals == Arrivals.POISSON ? new SplittableRandom(seed) : null;
  }

  /** The next arrival in microseconds since the stage's start, or {@link #END}. */
  public long next() {
    if (random != null) {
      count += -Math.log(1 - random.nextDouble());
    } else if (first) {
      first = false;
    } else {
      count++;
    }
    if (count >= total) {
      return END;
    }
    return Math.min((long) (seconds(count) * 1e6), (long) (lengthSeconds * 1e6) - 1);
  }

  private double seconds(double n) {
    if (slope == 0) {
      return n / from;
    }
    // The root of slope/2 t^2 + from t - n in the form that loses no digits for a small slope.
    return 2 * n / (from + Math.sqrt(from * from + 2 * slope * n));
  }
}
