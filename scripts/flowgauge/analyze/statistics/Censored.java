package flowgauge.analyze.statistics;

/**
 * Percentiles of response times of which some are only known to be longer than what was seen:
 * requests in flight when the run ended, and those that timed out.
 *
 * <p>Assumes that being cut off tells nothing about how much longer it would have taken, given the
 * time already taken.
 *
 * <p>Source: E. L. Kaplan and P. Meier, Nonparametric Estimation from Incomplete Observations,
 * Journal of the American Statistical Association 53 (1958).
 */
public final class Censored {
  private Censored() {}

  /**
   * The Kaplan-Meier percentile in microseconds: the smallest time that at most 1 - percent/100 of
   * the requests outlast. Infinite where so many were cut off that it was never reached; NaN
   * without any success. Without censored ones it is the nearest rank.
   *
   * @param ended times of those that ended
   * @param censored times after which the others were no longer watched
   */
  public static double percentile(Quantiles ended, Quantiles censored, double percent) {
    long count = ended.count() + censored.count();
    if (ended.count() == 0) {
      return Double.NaN;
    }
    if (censored.count() == 0) {
      return ended.percentile(percent);
    }
    double wanted = 1 - percent / 100 + 1e-9;
    long[] events = new long[1];
    double[] survival = {1};
    double[] found = {Double.POSITIVE_INFINITY};
    ended.forEach(
        (us, times) -> {
          // One cut off at the very moment of an event counts as having been at risk then.
          long atRisk = count - events[0] - censored.countUpTo(us - 1);
          survival[0] *= 1 - (double) times / atRisk;
          events[0] += times;
          if (survival[0] <= wanted && Double.isInfinite(found[0])) {
            found[0] = us;
          }
        });
    return found[0];
  }
}
