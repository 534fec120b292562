package flowgauge.analyze.summary;

import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.sample.Phase;
import java.util.Optional;

/**
 * The figures of the steady phase alone, from its whole intervals; those that {@code compare} lays
 * side by side.
 *
 * @param seconds length
 * @param requestsPerSecond successful responses that came in it, a second
 * @param responseTime of those responses; empty in an imported run, which has none one by one
 */
public record SteadyFigures(
    double seconds, double requestsPerSecond, Optional<Quantiles> responseTime) {

  /** Of a scenario's intervals; empty where none is steady, as in a load that is all ramp. */
  public static Optional<SteadyFigures> of(Intervals intervals) {
    Quantiles responses = Quantiles.ofRun();
    double seconds = 0;
    double completed = 0;
    boolean imported = false;
    for (int i = 0; i < intervals.size(); i++) {
      if (intervals.phase(i) == Phase.STEADY) {
        seconds += intervals.column(Intervals.SECONDS)[i];
        completed += intervals.column(Intervals.COMPLETED)[i];
        imported |= intervals.responses(i) == null;
        if (!imported) {
          responses.add(intervals.responses(i));
        }
      }
    }
    return seconds == 0
        ? Optional.empty()
        : Optional.of(
            new SteadyFigures(
                seconds,
                completed / seconds,
                imported ? Optional.empty() : Optional.of(responses)));
  }
}
