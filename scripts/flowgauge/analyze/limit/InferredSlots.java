package flowgauge.analyze.limit;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.backpressure.Backpressure.Verdict;
import flowgauge.analyze.backpressure.Waiting;
import flowgauge.analyze.evidence.Alone;
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

  /** Twice the relative error of the uncontended time, from where on one number says too much. */
  private static final double FAR = 0.3;

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
                            requests(evidence, count, told),
                            perSecond,
                            count / perSecond)
                        + StreamThreads.words(evidence, count))
            .orElse(
                format(
                    "it finishes no more than %.1f req/s; nobody told its threads, so CPU or what it"
                        + " calls may be what is full",
                    perSecond));
    return Optional.of(
        Candidate.within(Limiter.Name.SERVER_THREADS, 1, ERROR, Optional.of(perSecond), found));
  }

  /** Slots are known as well as the uncontended time: where that is little, from few to many. */
  private static String requests(Evidence evidence, double count, boolean told) {
    Alone before = evidence.base.before();
    double error = told || before.count() < 2 ? 0 : 2 * before.errorMs() / before.meanMs();
    if (error > FAR) {
      double few = Math.max(1, count / (1 + error));
      return format("%.0f to %.0f requests", few, Math.max(few + 1, count * (1 + error)));
    }
    return count < 1.5 ? "one request" : format("%.0f requests", count);
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
