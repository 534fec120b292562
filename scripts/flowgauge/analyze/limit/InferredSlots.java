package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.backpressure.Waiting;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter.Candidate;
import flowgauge.analyze.statistics.Robust;
import java.util.Arrays;
import java.util.Optional;

/**
 * Slots that nobody told: a saturated server's rate times what a request takes alone says how many
 * it works on at once (the utilization law), be they threads, workers or connections to what it
 * calls.
 */
final class InferredSlots {
  /** A plateau is known to about this. */
  private static final double ERROR = 0.1;

  private InferredSlots() {}

  static Optional<Candidate> find(Evidence evidence, Backpressure backpressure) {
    if (backpressure.verdict() != Verdict.SATURATED) {
      return Optional.empty();
    }
    double perSecond = plateau(evidence, backpressure);
    Optional<Double> slots =
        backpressure
            .slots()
            .map(Backpressure.Slots::count)
            .or(() -> backpressure.waiting().map(Waiting::aloneMs).map(ms -> ms / 1e3 * perSecond));
    boolean told = backpressure.slots().filter(Backpressure.Slots::told).isPresent();
    String found =
        slots
            .map(
                count ->
                    format(
                            told
                                ? "all of its slots were busy (%s at once): %.1f req/s, so %.3f s each"
                                : "it works on about %s at once: %.1f req/s x %.3f s alone",
                            count < 1.5 ? "one request" : format("%.0f requests", count),
                            perSecond,
                            count / perSecond)
                        + StreamThreads.words(evidence, count))
            .orElse(format("it finishes no more than %.1f req/s", perSecond));
    return Optional.of(
        new Candidate(
            Limiter.Name.SERVER_THREADS, 1, 1 - ERROR, 1 + ERROR, Optional.of(perSecond), found));
  }

  /** What was answered well a second while work piled up. */
  private static double plateau(Evidence evidence, Backpressure backpressure) {
    double step = evidence.intervals.stepSeconds();
    double from = backpressure.saturatedSinceSeconds().orElse(evidence.focus.from() * step);
    double to = backpressure.saturatedUntilSeconds().orElse(evidence.focus.to() * step);
    double[] completed = evidence.intervals.column(Intervals.COMPLETED);
    int first = (int) Math.max(0, Math.ceil(from / step - 1e-6));
    int last = (int) Math.min(completed.length, Math.floor(to / step + 1e-6));
    return last <= first
        ? Robust.mean(evidence.focusColumn(Intervals.GOODPUT))
        : Arrays.stream(completed, first, last).sum() / ((last - first) * step);
  }
}
