package flowgauge.analyze.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import flowgauge.analyze.law.FittedLaw;
import java.util.Optional;

/**
 * A scenario's calibration, the model held against the run itself, and what was asked.
 *
 * @param calibration what the run tells
 * @param itself of the setting that was measured; empty for an open load
 * @param throughputError predicted / measured - 1 of the run itself, NaN where it is not known
 * @param medianError the same of the median response time
 * @param p95Error the same of the 95th percentile
 * @param asked of the setting that was asked for; empty where nothing else was asked
 * @param law fitted to the steps of users that the run held; empty below four
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Predicted(
    Calibration calibration,
    Optional<Prediction> itself,
    double throughputError,
    double medianError,
    double p95Error,
    Optional<Prediction> asked,
    Optional<FittedLaw> law) {

  /** Of a calibration, and a setting that is asked for beside the run's own. */
  public static Predicted of(
      Calibration calibration, Optional<Prediction> asked, Optional<FittedLaw> law) {
    Optional<Prediction> own = calibration.itself();
    Calibration.Measured measured = calibration.measured();
    return new Predicted(
        calibration,
        own,
        own.map(p -> p.perSecond() / measured.perSecond() - 1).orElse(Double.NaN),
        own.map(p -> p.medianMs() / measured.medianMs() - 1).orElse(Double.NaN),
        own.map(p -> p.p95Ms() / measured.p95Ms() - 1).orElse(Double.NaN),
        asked,
        law);
  }
}
