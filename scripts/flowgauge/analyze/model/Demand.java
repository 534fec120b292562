package flowgauge.analyze.model;

import flowgauge.analyze.statistics.Robust;

/**
 * What a request takes, and how users fall to workers, as calibrated.
 *
 * @param aloneSeconds response time with the server to itself
 * @param aloneDeviation standard deviation of that
 * @param serverSeconds CPU of the server a request, by the utilization law; NaN where not recorded
 * @param besideSeconds CPU a request of what shares its cores: mock, driver, container engine
 * @param backgroundCores cores of the machine that none of these had, and the server neither
 * @param unevenness coefficient of variation of the chance with which a user falls to each worker:
 *     0 where all are as likely, and chance alone gives one more users than another
 */
public record Demand(
    double aloneSeconds,
    double aloneDeviation,
    double serverSeconds,
    double besideSeconds,
    double backgroundCores,
    double unevenness) {

  private static final double DISTURBING = 0.15;

  /** With workers that are as likely to get a user. */
  public Demand(
      double aloneSeconds,
      double aloneDeviation,
      double serverSeconds,
      double besideSeconds,
      double backgroundCores) {
    this(aloneSeconds, aloneDeviation, serverSeconds, besideSeconds, backgroundCores, 0);
  }

  /** CPU of the server, 0 where it is not known. */
  double server() {
    return Robust.orZero(serverSeconds);
  }

  /**
   * Cores that are left: what others had meanwhile is gone, but a scheduler that is fair leaves at
   * least half, however much they took of what lay idle.
   */
  double left(double cores) {
    return Math.max(cores - backgroundCores, cores / 2);
  }

  /** Whether others had so much of the machine that figures are theirs as well. */
  public boolean disturbed(double cores) {
    return backgroundCores > DISTURBING * cores;
  }

  /** The same with the server alone on its machine. */
  public Demand alone() {
    return new Demand(aloneSeconds, aloneDeviation, serverSeconds, 0, 0, unevenness);
  }

  Demand uneven(double other) {
    return new Demand(
        aloneSeconds, aloneDeviation, serverSeconds, besideSeconds, backgroundCores, other);
  }
}
