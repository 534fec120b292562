package flowgauge.capacity;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Found;
import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.analyze.capacity.Step;
import flowgauge.analyze.capacity.Step.Purpose;
import flowgauge.analyze.capacity.Step.Verdict;
import flowgauge.analyze.limit.Limiter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A search in words. */
final class CapacityText {
  /** So many times as much load is not near a capacity any more. */
  private static final double APART = 1.2;

  /** The same where the one that kept had few requests. */
  private static final double FAR_APART = 2;

  private static final Set<Purpose> SEARCHING =
      EnumSet.of(Purpose.GROW, Purpose.CLOSE_IN, Purpose.CONFIRM);

  private CapacityText() {}

  static String load(Model model, double load) {
    return model == Model.USERS && load == 1 ? "1 user" : number(model, load) + " " + model.unit();
  }

  private static String number(Model model, double load) {
    return model == Model.USERS
        ? format("%,.0f", load)
        : load >= 100 ? format("%,.0f", load) : format("%.3g", load);
  }

  /** The result in one sentence. */
  static String sentence(
      Model model, List<String> objectives, double confidence, Search.Result result) {
    String kept = String.join(", ", objectives);
    Optional<Found> found = result.found();
    String least = found.map(f -> load(model, f.low())).orElse("");
    boolean bounded = found.filter(f -> Double.isFinite(f.high())).isPresent();
    String known =
        bounded
            ? found.map(f -> found(model, f, confidence)).orElseThrow()
            : found.map(f -> "at least " + least).orElse("nothing is known of the capacity");
    String keep = found.isEmpty() ? "" : keep(model, found.get()) + kept;
    return switch (result.end()) {
      case FOUND -> known + keep + changed(model, result.steps());
      case FIRST_BREAKS ->
          format(
              "the lowest load, %s, already breaks %s%s",
              load(model, lowest(result).load()),
              brokenOf(lowest(result)),
              changed(model, result.steps()));
      case NONE_BREAKS -> format("no load up to %s breaks %s: raise --max", least, kept);
      case DRIVER ->
          format("the driver, not the server, is the limit: %s, as far as it can tell", known);
      case SERVER_GONE -> format("%s; before that: %s", gone(model, result), known);
      case ONLY_FAILURES ->
          result.steps().stream().allMatch(step -> step.requests() == 0)
              ? "no answer came back within a step's time"
              : "nothing but failures came back";
      case OUT_OF_TIME ->
          format("the time given was up; so far: %s%s", known, keep)
              + changed(model, result.steps());
      case INTERRUPTED -> format("interrupted; so far: %s", known);
    };
  }

  /**
   * Steps that can't both be of one server: what kept broke later with much less, or the reverse.
   */
  private static String changed(Model model, List<Step> steps) {
    for (Step later : steps) {
      for (Step before : steps.subList(0, later.number() - 1)) {
        boolean slower = differ(before, later);
        if (slower || differ(later, before)) {
          return format(
              "; but %s %s in step %d and %s %s in step %d: the server became %s meanwhile, so this"
                  + " holds for a part of the time",
              load(model, before.load()),
              words(before),
              before.number(),
              load(model, later.load()),
              words(later),
              later.number(),
              slower ? "slower" : "faster");
        }
      }
    }
    return disagreeing(model, steps);
  }

  /** A step that kept with no less than what broke in another. */
  private static String disagreeing(Model model, List<Step> steps) {
    for (Step kept : steps) {
      for (Step broke : steps) {
        if (kept.verdict() == Verdict.KEPT
            && broke.verdict() == Verdict.BROKE
            && kept.load() >= broke.load()
            && SEARCHING.contains(kept.purpose())
            && SEARCHING.contains(broke.purpose())) {
          return format(
              "; steps differ by more than each of them tells: %s kept in step %d, %s broke in"
                  + " step %d, as where chance puts connections on workers",
              load(model, kept.load()), kept.number(), load(model, broke.load()), broke.number());
        }
      }
    }
    return "";
  }

  /**
   * Whether a load that kept, on the way to the result or beyond it, is much higher than one that
   * broke on the way.
   */
  private static boolean differ(Step high, Step low) {
    double apart = high.verdict() == Verdict.KEPT ? APART : FAR_APART;
    return kept(high)
        && low.verdict() == Verdict.BROKE
        && high.load() >= apart * low.load()
        && (SEARCHING.contains(high.purpose()) || high.purpose() == Purpose.BEYOND)
        && SEARCHING.contains(low.purpose());
  }

  /** While the load grows, a step ends where it has no sign of breaking. */
  private static boolean kept(Step step) {
    return step.verdict() == Verdict.KEPT
        || step.verdict() == Verdict.UNDECIDED
            && step.purpose() == Purpose.GROW
            && step.requests() > 0
            && step.objectives().stream().noneMatch(CapacityText::beyond);
  }

  private static String keep(Model model, Found found) {
    return model == Model.USERS && found.load() == 1 ? " keeps " : " keep ";
  }

  /** A server that is seen to end, or one of which even a probe came to nothing. */
  private static String gone(Model model, Search.Result result) {
    List<Step> steps = result.steps();
    Step last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
    return last != null && last.purpose() == Purpose.PROBE
        ? format("nothing was served any more, not with %s again either", load(model, last.load()))
        : "the server ended on the way";
  }

  private static String found(Model model, Found f, double confidence) {
    return format(
        "%s (%.0f %% sure: %s to %s)",
        load(model, f.load()), 100 * confidence, number(model, f.low()), number(model, f.high()));
  }

  /** The lowest load that broke; of several, the last. */
  private static Step lowest(Search.Result result) {
    return result.steps().stream()
        .filter(step -> step.purpose() != Purpose.PROBE && step.requests() > 0)
        .filter(step -> step.verdict() == Verdict.BROKE)
        .reduce((a, b) -> b.load() <= a.load() ? b : a)
        .orElseGet(() -> result.steps().get(0));
  }

  private static String brokenOf(Step lowest) {
    return lowest.objectives().stream()
        .filter(seen -> seen.verdict() != Verdict.KEPT)
        .map(seen -> seen.text() + value(seen))
        .reduce((a, b) -> a + ", " + b)
        .orElse("an objective");
  }

  private static String value(Step.Seen seen) {
    return Double.isNaN(seen.value())
        ? ""
        : seen.text().startsWith("failures")
            ? format(" (%.3g %%)", seen.value())
            : format(" (%,.0f ms)", seen.value());
  }

  /** A step that ended, as a line of progress. */
  static String step(Model model, Step step, Optional<Estimate> soFar) {
    return format(
            "%2d  %-12s %s: %s, p95 %s, %.3g req/s good, %s, %.0f s",
            step.number(),
            words(step.purpose()),
            load(model, step.load()),
            words(step),
            ms(step.responseTime().p95Ms()),
            step.goodputPerSecond(),
            failed(step),
            step.untilSeconds() - step.startSeconds())
        + soFar
            .map(
                now ->
                    format(
                        "; capacity %s to %s", number(model, now.low()), number(model, now.high())))
            .orElse("");
  }

  /** What is being done, for the live line. */
  static String doing(
      Model model, Purpose purpose, double load, double seconds, Optional<Estimate> soFar) {
    return format("%s %s, %.0f s", words(purpose), load(model, load), seconds)
        + soFar
            .map(now -> format("  [%s .. %s]", number(model, now.low()), number(model, now.high())))
            .orElse("");
  }

  private static String words(Purpose purpose) {
    return switch (purpose) {
      case GROW -> "growing";
      case CLOSE_IN -> "closing in";
      case CONFIRM -> "confirming";
      case BEYOND -> "beyond";
      case FROM_ABOVE -> "from above";
      case PROBE -> "probing";
    };
  }

  private static String words(Step step) {
    return switch (step.verdict()) {
      case KEPT -> "kept";
      case BROKE -> "broke";
      case UNDECIDED ->
          step.requests() == 0
              ? "nothing to tell by"
              : step.purpose() != Purpose.GROW
                      || step.objectives().stream().anyMatch(CapacityText::beyond)
                  ? "too near to tell"
                  : "no sign of breaking";
    };
  }

  private static boolean beyond(Step.Seen seen) {
    return seen.value() > seen.bound();
  }

  private static String failed(Step step) {
    double percent = 100 * step.failureShare();
    return Double.isNaN(percent)
        ? "nothing ended"
        : percent == 100 ? "all failed" : format("%.2g %% failed", percent);
  }

  private static String ms(double ms) {
    return Double.isNaN(ms) ? "-" : ms < 10 ? format("%.2f ms", ms) : format("%,.0f ms", ms);
  }

  /** What is told of a scenario at the end. */
  static List<String> lines(String scenario, Capacity capacity) {
    List<String> lines = new ArrayList<>();
    lines.add(scenario + ": " + capacity.sentence());
    capacity
        .found()
        .filter(f -> Double.isFinite(f.goodputPerSecond()) && capacity.end() != End.FIRST_BREAKS)
        .ifPresent(
            f ->
                lines.add(
                    format(
                        "  goodput there: %.3g req/s; %.3g req/s ended while it was held%s",
                        f.goodputPerSecond(), f.throughputPerSecond(), confirmed(f))));
    capacity.at().ifPresent(limit -> lines.add("  " + words("limited there by ", limit)));
    capacity.beyond().ifPresent(limit -> lines.add(beyond(capacity, limit)));
    lines.addAll(table(capacity));
    return lines;
  }

  private static String confirmed(Found found) {
    return (found.confirmed() ? "; confirmed by a longer step" : "; not confirmed by a longer step")
        + found
            .fromAbove()
            .map(
                kept ->
                    kept
                        ? ", and coming from above"
                        : ", but coming from above it breaks: the server does not recover")
            .orElse("");
  }

  private static String beyond(Capacity capacity, Capacity.Limit limit) {
    Step step = capacity.steps().get(limit.step() - 1);
    return format(
        "  beyond it, with %s: goodput %.3g req/s, p95 %s; %s",
        load(capacity.model(), step.load()),
        step.goodputPerSecond(),
        ms(step.responseTime().p95Ms()),
        words("limited by ", limit));
  }

  private static String words(String ahead, Capacity.Limit limit) {
    return limit.name() == Limiter.Name.CANNOT_TELL
        ? limit.sentence().replaceFirst("^can't tell", "what limits there can't be told")
        : ahead + limit.sentence();
  }

  static List<String> table(Capacity capacity) {
    List<String> lines = new ArrayList<>();
    String head = "%4s  %-12s %10s %10s %10s %10s %10s %10s %9s  %s";
    lines.add("");
    lines.add(
        head.formatted(
            "step",
            "",
            capacity.model().unit(),
            "req/s",
            "goodput/s",
            "p50 (ms)",
            "p95 (ms)",
            "p99 (ms)",
            "failed %",
            "verdict"));
    for (Step step : capacity.steps()) {
      lines.add(
          head.formatted(
              step.number(),
              words(step.purpose()),
              number(capacity.model(), step.load()),
              format("%.2f", step.throughputPerSecond()),
              format("%.2f", step.goodputPerSecond()),
              cell(step.responseTime().p50Ms()),
              cell(step.responseTime().p95Ms()),
              cell(step.responseTime().p99Ms()),
              Double.isNaN(step.failureShare()) ? "-" : format("%.2f", 100 * step.failureShare()),
              words(step) + (step.settled() ? "" : ", not settled")));
    }
    return lines;
  }

  private static String cell(double ms) {
    return Double.isNaN(ms) ? "-" : format(ms < 10 ? "%.3f" : "%,.1f", ms);
  }
}
