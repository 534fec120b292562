package flowgauge.analyze.failure;

import flowgauge.record.sample.Outcome;
import flowgauge.analyze.intervals.Accumulator;
import java.util.List;
import java.util.Map;

/**
 * Failures close in time, one by one where samples tell, by number where only intervals do.
 *
 * @param fromSeconds the first one's end, since the scenario's start
 * @param toSeconds the last one's end
 * @param count how many
 * @param outcomes how many of each
 * @param failures each, empty for an imported run
 */
record FailureCluster(
    double fromSeconds,
    double toSeconds,
    long count,
    Map<String, Long> outcomes,
    List<Accumulator.Failure> failures) {
  /** How many ended so. */
  long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome.text(), 0L);
  }
}
