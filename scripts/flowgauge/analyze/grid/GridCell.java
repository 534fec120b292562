package flowgauge.analyze.grid;

import flowgauge.analyze.model.Prediction;
import java.util.Optional;

/**
 * One setting of a sweep, its repeats taken together. Figures of a setting whose runs did not end
 * well are NaN.
 *
 * @param subject scenario
 * @param workers processes
 * @param threads a worker; 0 where they have no effect
 * @param repeats that are measured
 * @param perSecond successful responses a second while the load was held
 * @param low lower end of its 95 % interval, NaN where it can't be told
 * @param high upper end
 * @param medianMs median response time, mean of the repeats'
 * @param p95Ms 95th percentile, the same
 * @param failedShare failures among what ended
 * @param memoryBytes of the server, the most
 * @param cores that the server used
 * @param predicted what the model says; empty without a calibration
 * @param calibrates whether the model was calibrated by it
 * @param standing against the best; empty where it failed
 */
public record GridCell(
    String subject,
    int workers,
    int threads,
    int repeats,
    double perSecond,
    double low,
    double high,
    double medianMs,
    double p95Ms,
    double failedShare,
    double memoryBytes,
    double cores,
    Optional<Prediction> predicted,
    boolean calibrates,
    Optional<Standing> standing)
    implements Offer {

  /** A setting that fails more often serves nobody. */
  private static final double MOST_FAILED = 0.01;

  /** How a setting stands against the best. */
  public enum Standing {
    /** Within 5 % of the best, as sure as its interval. */
    WITHIN,
    /** May be within 5 %, or not: it was not measured long or often enough to say. */
    OPEN,
    /** More than 5 % below. */
    BELOW
  }

  @Override
  public double given() {
    return perSecond;
  }

  @Override
  public boolean serves() {
    return perSecond > 0 && !(failedShare > MOST_FAILED);
  }

  /** Predicted / measured - 1 of throughput, NaN where one of both is missing. */
  public double throughputError() {
    return predicted.map(p -> p.perSecond() / perSecond - 1).orElse(Double.NaN);
  }

  /** The same of the median response time. */
  public double medianError() {
    return predicted.map(p -> p.medianMs() / medianMs - 1).orElse(Double.NaN);
  }
}
