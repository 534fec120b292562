package flowgauge.capacity;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Found;
import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.analyze.capacity.Step;
import flowgauge.analyze.capacity.Step.Purpose;
import flowgauge.analyze.capacity.Step.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A search in words. */
final class CapacityText {
  private CapacityText() {}

  /** A load with its unit. */
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
    return switch (result.end()) {
      case FOUND -> format("%s keep %s", known, kept);
      case FIRST_BREAKS ->
          format("the lowest load, %s, already breaks %s", lowest(model, result), brokenOf(result));
      case NONE_BREAKS -> format("no load up to %s breaks %s: raise --max", least, kept);
      case DRIVER ->
          format("the driver, not the server, is the limit: %s, as far as it can tell", known);
      case SERVER_GONE -> format("the server ended on the way; before that: %s", known);
      case ONLY_FAILURES -> "nothing but failures came back";
      case OUT_OF_TIME -> format("the time given was up; so far: %s keep %s", known, kept);
      case INTERRUPTED -> format("interrupted; so far: %s", known);
    };
  }

  private static String found(Model model, Found f, double confidence) {
    return format(
        "%s (%.0f %% sure: %s to %s)",
        load(model, f.load()), 100 * confidence, number(model, f.low()), number(model, f.high()));
  }

  private static String lowest(Model model, Search.Result result) {
    return result.steps().stream()
        .map(Step::load)
        .min(Double::compare)
        .map(load -> load(model, load))
        .orElse("");
  }

  private static String brokenOf(Search.Result result) {
    Step last = result.steps().get(result.steps().size() - 1);
    return last.objectives().stream()
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
            "%2d  %-12s %s: %s, p95 %s, %.3g req/s good, %.2g %% failed, %.0f s",
            step.number(),
            words(step.purpose()),
            load(model, step.load()),
            words(step),
            ms(step.responseTime().p95Ms()),
            step.goodputPerSecond(),
            100 * step.failureShare(),
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
      case UNDECIDED -> step.purpose() == Purpose.GROW ? "no sign of breaking" : "too near to tell";
    };
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
                        "  goodput there: %.3g req/s of %.3g that ended%s",
                        f.goodputPerSecond(), f.throughputPerSecond(), confirmed(f))));
    capacity.at().ifPresent(limit -> lines.add("  limited there by " + limit.sentence()));
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
        "  beyond it, with %s: goodput %.3g req/s, p95 %s; limited by %s",
        load(capacity.model(), step.load()),
        step.goodputPerSecond(),
        ms(step.responseTime().p95Ms()),
        limit.sentence());
  }

  /** A row a step. */
  static List<String> table(Capacity capacity) {
    List<String> lines = new ArrayList<>();
    String head = "%4s  %-12s %10s %10s %10s %10s %10s %10s %9s  %s";
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            head,
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
          String.format(
              Locale.ROOT,
              head,
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
