package flowgauge.analyze.model;

/**
 * What a request takes, as calibrated.
 *
 * @param aloneSeconds response time with the server to itself
 * @param aloneDeviation standard deviation of that
 * @param serverSeconds CPU of the server a request, by the utilization law; NaN where not recorded
 * @param besideSeconds CPU a request of what shares its cores: mock, driver, container engine
 * @param backgroundCores cores of the machine that none of these had, and the server neither
 */
public record Demand(
    double aloneSeconds,
    double aloneDeviation,
    double serverSeconds,
    double besideSeconds,
    double backgroundCores) {

  /** CPU of the server, 0 where it is not known. */
  double server() {
    return Double.isNaN(serverSeconds) ? 0 : serverSeconds;
  }

  /** The same with the server alone on its machine. */
  public Demand alone() {
    return new Demand(aloneSeconds, aloneDeviation, serverSeconds, 0, 0);
  }
}
