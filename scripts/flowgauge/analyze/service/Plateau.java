package flowgauge.analyze.service;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import java.util.Arrays;
import java.util.Optional;

/**
 * A stretch in which work piled up, so that all that serves was busy: what it finished a second
 * then is slots over service time.
 *
 * @param fromSeconds since the scenario's start
 * @param toSeconds its end
 * @param turnedAway whether requests were refused or timed out, which may be what kept the rate
 */
public record Plateau(double fromSeconds, double toSeconds, boolean turnedAway) {
  private static final int FEWEST_INTERVALS = 2;
  private static final double FEWEST = 20;

  /**
   * A change of the logarithm of the service time.
   *
   * @param log of the last quarter over the first
   * @param error its standard error
   */
  record Change(double log, double error) {}

  /**
   * Of the stretch's last quarter against its first, or against the load's own first where that
   * finished more: it could do so then. Empty where too little ended there.
   */
  Optional<Change> change(Evidence evidence) {
    double[] last = part(evidence, 0.25 * fromSeconds + 0.75 * toSeconds, toSeconds);
    double[] first = part(evidence, fromSeconds, 0.75 * fromSeconds + 0.25 * toSeconds);
    double begin = evidence.fromSeconds();
    double[] load = part(evidence, begin, begin + evidence.judgedSeconds() / 4);
    double[] before = mean(load) > mean(first) ? load : first;
    if (last.length < FEWEST_INTERVALS
        || before.length < FEWEST_INTERVALS
        || Math.min(sum(before), sum(last)) < FEWEST) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(Math.log(mean(before) / mean(last)), Math.hypot(error(before), error(last))));
  }

  /** What ended in each whole interval of a part. */
  private static double[] part(Evidence evidence, double fromSeconds, double toSeconds) {
    double step = evidence.intervals.stepSeconds();
    double[] ended = evidence.intervals.column(Intervals.COMPLETED);
    int from = (int) Math.max(0, Math.ceil(fromSeconds / step - 1e-6));
    int to = (int) Math.min(ended.length, Math.floor(toSeconds / step + 1e-6));
    return Arrays.copyOfRange(ended, from, Math.max(from, to));
  }

  private static double sum(double[] counts) {
    return Arrays.stream(counts).sum();
  }

  private static double mean(double[] counts) {
    return counts.length == 0 ? 0 : sum(counts) / counts.length;
  }

  /** Relative error of a sum of counts, no less than that of counts at random. */
  private static double error(double[] counts) {
    double mean = mean(counts);
    double squares = Arrays.stream(counts).map(c -> (c - mean) * (c - mean)).sum();
    double spread = counts.length < 2 ? 0 : squares * counts.length / (counts.length - 1);
    return Math.sqrt(Math.max(sum(counts), spread)) / sum(counts);
  }
}
