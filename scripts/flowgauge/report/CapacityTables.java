package flowgauge.report;

import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.Capacity.Limit;
import flowgauge.analyze.capacity.Step;
import flowgauge.analyze.capacity.Step.Verdict;
import flowgauge.analyze.limit.Limiter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a search for capacity came to, as the report shows it. */
public final class CapacityTables {
  private CapacityTables() {}

  /** What limits at the capacity and beyond it, and whether it was confirmed. */
  static List<String> limits(Capacity capacity) {
    List<String> points = new ArrayList<>();
    capacity
        .found()
        .filter(found -> Double.isFinite(found.goodputPerSecond()))
        .ifPresent(
            found ->
                points.add(
                    "Goodput there: %s requests a second; %s ended while it was held.%s"
                        .formatted(
                            Phrases.significant(found.goodputPerSecond(), 3),
                            Phrases.significant(found.throughputPerSecond(), 3),
                            found.confirmed() ? " A longer step confirmed it." : "")));
    capacity.found().flatMap(Capacity.Found::fromAbove).ifPresent(kept -> points.add(words(kept)));
    capacity.at().ifPresent(limit -> points.add(words("Limited there by ", limit)));
    capacity.beyond().ifPresent(limit -> points.add(words("Beyond it limited by ", limit)));
    return points;
  }

  private static String words(boolean keptFromAbove) {
    return keptFromAbove
        ? "Coming from above it keeps its objectives as well."
        : "Coming from above it breaks an objective: the server does not recover at once.";
  }

  private static String words(String what, Limit limit) {
    String step = " (step " + limit.step() + ").";
    return limit.name() == Limiter.Name.CANNOT_TELL
        ? "What limits there can't be told" + step
        : what + Phrases.found(limit.sentence()) + step;
  }

  /** A row a step. */
  public static Grid steps(String scenario, Capacity capacity) {
    Grid grid =
        Grid.of(
            "Steps of the search on " + scenario + ", by the requests sent once each had settled",
            "Step",
            "For",
            "Load (" + capacity.model().unit() + ")",
            "Seconds",
            "Requests",
            "Requests a second",
            "Goodput a second",
            "Median (ms)",
            "95 % within (ms)",
            "99 % within (ms)",
            "Failed",
            "Objectives");
    for (Step step : capacity.steps()) {
      double seconds = step.untilSeconds() - step.startSeconds();
      grid.row(
          Grid.number(step.number(), "" + step.number()),
          Grid.text(step.purpose().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
          Grid.number(step.load(), Phrases.significant(step.load(), 4)),
          Grid.number("%.0f", seconds),
          Grid.number("%,.0f", step.requests()),
          Grid.number("%,.2f", step.throughputPerSecond()),
          Grid.number("%,.2f", step.goodputPerSecond()),
          ms(step.responseTime().p50Ms()),
          ms(step.responseTime().p95Ms()),
          ms(step.responseTime().p99Ms()),
          Grid.number(step.failureShare(), Phrases.percent(step.failureShare())),
          Grid.text(words(step)));
    }
    return grid;
  }

  private static String words(Step step) {
    String verdict =
        switch (step.verdict()) {
          case KEPT -> "kept";
          case UNDECIDED -> "can't be told";
          case BROKE ->
              step.objectives().stream()
                  .filter(seen -> seen.verdict() == Verdict.BROKE)
                  .map(Step.Seen::text)
                  .reduce((a, b) -> a + ", " + b)
                  .map(texts -> "broke " + texts)
                  .orElse("broke: load piled up");
        };
    return step.settled() ? verdict : verdict + ", not settled";
  }

  private static Grid.Cell ms(double value) {
    return Grid.number(value, value < 10 ? "%.2f".formatted(value) : "%,.0f".formatted(value));
  }
}
