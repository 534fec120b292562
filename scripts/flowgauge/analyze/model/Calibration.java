package flowgauge.analyze.model;

import flowgauge.analyze.law.LoadPoint;
import java.util.List;
import java.util.Optional;

/**
 * What one recorded scenario tells the model.
 *
 * @param scenario its name
 * @param setting as it was; its users are 0 for an open load
 * @param demand what a request takes
 * @param aloneFrom how what a request takes alone is known
 * @param shared whether other parts of the run used the same cores
 * @param measured what was measured with that setting
 * @param steps throughput at each number of users that was held
 * @param missing what the run can't tell, and so the model leaves out
 */
public record Calibration(
    String scenario,
    ServerSetting setting,
    Demand demand,
    AloneFrom aloneFrom,
    boolean shared,
    Measured measured,
    List<LoadPoint> steps,
    List<Missing> missing) {

  /**
   * What was measured while the load was held.
   *
   * @param perSecond successful responses a second
   * @param low lower end of its 95 % interval, NaN where it was too short
   * @param high upper end
   * @param medianMs median response time, NaN without a response
   * @param p95Ms 95th percentile
   * @param failedShare failures among what ended
   * @param memoryBytes of the server, the most; NaN where not recorded
   * @param cores that the server used; NaN where not recorded
   */
  public record Measured(
      double perSecond,
      double low,
      double high,
      double medianMs,
      double p95Ms,
      double failedShare,
      double memoryBytes,
      double cores) {}

  /** How what a request takes alone is known. */
  public enum AloneFrom {
    /** Requests sent one at a time, before the load and behind it. */
    BASELINE,
    /** A service time that the user told. */
    TOLD,
    /** Requests of the load that met no other. */
    MET_NONE,
    /** What flow and mock API are set to wait, and the server's CPU. */
    SET,
    /** Requests that met the fewest others: they may have waited. */
    FEWEST
  }

  /** What a run can't tell. */
  public enum Missing {
    /** Nobody asked the server alone. */
    BASELINE,
    /** No CPU was recorded. */
    CPU,
    /** What the server is made of is not known. */
    WORKERS,
    /** The server ran on another machine, whose cores are not known. */
    CORES
  }

  /** What the model says of the very setting that was measured; empty for an open load. */
  public Optional<Prediction> itself() {
    return setting.users() > 0 ? Optional.of(Predictor.of(demand, setting)) : Optional.empty();
  }
}
