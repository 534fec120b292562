package flowgauge.analyze.model;

import flowgauge.analyze.law.LoadPoint;
import java.util.List;
import java.util.Optional;

/**
 * What one recorded scenario tells the model.
 *
 * @param scenario its name
 * @param setting as it was while most was served
 * @param demand what a request takes
 * @param aloneFrom how what a request takes alone is known
 * @param shared whether other parts of the run used the same cores
 * @param measured what was measured with that setting
 * @param steps each load that was held, in order
 * @param missing what the run can't tell, and so the model leaves out
 */
public record Calibration(
    String scenario,
    ServerSetting setting,
    Demand demand,
    AloneFrom aloneFrom,
    boolean shared,
    Measured measured,
    List<Held> steps,
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

  /**
   * A load that was held.
   *
   * @param load users, or requests a second
   * @param settled whether a search for capacity found it settled; true where none was
   * @param measured what was measured
   */
  public record Held(double load, boolean settled, Measured measured) {
    LoadPoint point() {
      return new LoadPoint(load, measured.perSecond, (measured.high - measured.low) / TO_ERROR);
    }
  }

  private static final double TO_ERROR = 2 * 1.96;

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

  /** What the model says of the very setting that was measured; empty where no load is known. */
  public Optional<Prediction> itself() {
    return setting.loaded() ? Optional.of(Predictor.of(demand, setting)) : Optional.empty();
  }

  /** The setting under a load that was held. */
  public ServerSetting setting(Held held) {
    return setting.open() ? setting.underRate(held.load) : setting.underUsers((int) held.load);
  }

  /** The settled numbers of users with their throughput; none of an open load. */
  public List<LoadPoint> points() {
    return setting.open()
        ? List.of()
        : steps.stream().filter(Held::settled).map(Held::point).toList();
  }
}
