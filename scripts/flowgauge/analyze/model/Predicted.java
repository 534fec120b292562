package flowgauge.analyze.model;

import flowgauge.analyze.law.FittedLaw;
import flowgauge.analyze.law.Laws;
import flowgauge.analyze.law.LoadPoint;
import java.util.List;
import java.util.Optional;

/**
 * A scenario's calibration, the model held against the run itself, and what was asked.
 *
 * @param calibration what the run tells
 * @param itself of the setting that was measured; empty where no load is known
 * @param throughputError predicted / measured - 1 of the run itself, NaN where it is not known
 * @param medianError the same of the median response time
 * @param p95Error the same of the 95th percentile
 * @param steps what the model says of each load that was held, in the calibration's order
 * @param asked of the setting that was asked for; empty where nothing else was asked
 * @param law fitted to the steps of users that the run held; empty below four
 */
public record Predicted(
    Calibration calibration,
    Optional<Prediction> itself,
    double throughputError,
    double medianError,
    double p95Error,
    List<Prediction> steps,
    Optional<Prediction> asked,
    Optional<FittedLaw> law) {

  /** Of a calibration, and a setting that is asked for beside the run's own. */
  public static Predicted of(Calibration calibration, Optional<Prediction> asked) {
    Optional<Prediction> own = calibration.itself();
    Calibration.Measured measured = calibration.measured();
    return new Predicted(
        calibration,
        own,
        own.map(p -> p.perSecond() / measured.perSecond() - 1).orElse(Double.NaN),
        own.map(p -> p.medianMs() / measured.medianMs() - 1).orElse(Double.NaN),
        own.map(p -> p.p95Ms() / measured.p95Ms() - 1).orElse(Double.NaN),
        calibration.steps().stream()
            .map(held -> Predictor.of(calibration.demand(), calibration.setting(held)))
            .toList(),
        asked,
        law(calibration.points()));
  }

  private static Optional<FittedLaw> law(List<LoadPoint> points) {
    long loads = points.stream().mapToDouble(LoadPoint::load).distinct().count();
    return loads > Laws.FEWEST ? Optional.of(Laws.fit(points)) : Optional.empty();
  }
}
