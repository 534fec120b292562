package flowgauge.report;

import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.StageVerdict;
import flowgauge.analyze.backpressure.Signature;
import flowgauge.analyze.compare.Comparison;
import flowgauge.analyze.failure.Failures;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.summary.Percentiles;
import flowgauge.analyze.summary.StageFigures;
import flowgauge.analyze.summary.StreamFigures;
import flowgauge.analyze.summary.TimeBreakdown;
import flowgauge.record.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The report's tables of figures. */
public final class Tables {
  /** Clusters beyond these are told in a sentence. */
  static final int CLUSTERS = 20;

  private Tables() {}

  /** The article's table: a column per scenario, and their ratio where there are two. */
  public static Grid summary(Map<String, ScenarioAnalysis> scenarios) {
    List<String> head = new ArrayList<>(List.of("Figure"));
    head.addAll(scenarios.keySet());
    List<String> names = List.copyOf(scenarios.keySet());
    if (names.size() == 2) {
      head.add(names.get(1) + " / " + names.get(0));
    }
    Grid grid =
        Grid.of(
            "Figures of the " + Summary.BASIS + "; times of successful responses",
            head.toArray(String[]::new));
    row(grid, scenarios, "Requests", "%,.0f", s -> s.requests());
    row(grid, scenarios, "Successful responses", "%,.0f", s -> s.succeeded());
    row(grid, scenarios, "Failures", "%,.0f", s -> s.failed());
    row(grid, scenarios, "Unfinished at the end", "%,.0f", s -> s.unfinished());
    if (scenarios.values().stream().anyMatch(it -> it.summary().notSent() > 0)) {
      row(grid, scenarios, "Never sent", "%,.0f", s -> s.notSent());
    }
    row(grid, scenarios, "Successful responses a second", "%,.2f", s -> s.requestsPerSecond());
    row(grid, scenarios, "Failures a second", "%,.4f", s -> s.failuresPerSecond());
    row(grid, scenarios, "Median response time (ms)", "%,.0f", s -> s.responseTime().medianMs());
    row(grid, scenarios, "Mean response time (ms)", "%,.0f", s -> s.responseTime().meanMs());
    row(grid, scenarios, "Shortest (ms)", "%,.0f", s -> s.responseTime().minMs());
    row(grid, scenarios, "Longest (ms)", "%,.0f", s -> s.responseTime().maxMs());
    for (int i = 0; i < Summary.PERCENTILES.size(); i++) {
      int at = i;
      String name = number(Summary.PERCENTILES.get(i)) + " % within (ms)";
      row(grid, scenarios, name, "%,.0f", s -> s.responseTime().percentiles().get(at));
    }
    return grid;
  }

  /** A row a stage of loads that have several. */
  public static Grid stages(Map<String, ScenarioAnalysis> scenarios) {
    Grid grid =
        Grid.of(
            "Stages of the load, by the requests sent in each; times of successful responses",
            "Scenario",
            "Stage",
            "Load",
            "Seconds",
            "Requests",
            "Failures",
            "Successful responses a second",
            "Median (ms)",
            "95 % within (ms)",
            "99 % within (ms)",
            "Limited by");
    scenarios.forEach((name, it) -> it.stages().forEach(stage -> stage(grid, name, stage)));
    return grid;
  }

  private static void stage(Grid grid, String name, StageVerdict verdict) {
    StageFigures it = verdict.figures();
    grid.row(
        Grid.text(name),
        Grid.number(it.number(), number(it.number())),
        Grid.text(it.load()),
        Grid.number("%,.1f", it.seconds()),
        Grid.number("%,.0f", it.requests()),
        Grid.number("%,.0f", it.failed()),
        Grid.number("%,.2f", it.answeredPerSecond()),
        Grid.number("%,.0f", it.p50Ms()),
        Grid.number("%,.0f", it.p95Ms()),
        Grid.number("%,.0f", it.p99Ms()),
        Grid.text(Phrases.found(verdict.sentence())));
  }

  private static void row(
      Grid grid,
      Map<String, ScenarioAnalysis> scenarios,
      String name,
      String form,
      ToDoubleFunction<Summary> figure) {
    List<Grid.Cell> cells = new ArrayList<>(List.of(Grid.text(name)));
    List<Double> values = new ArrayList<>();
    for (ScenarioAnalysis scenario : scenarios.values()) {
      double value = figure.applyAsDouble(scenario.summary());
      values.add(value);
      cells.add(Grid.number(value, form.formatted(value)));
    }
    if (values.size() == 2) {
      double ratio = values.get(1) / values.get(0);
      cells.add(Grid.number(ratio, Phrases.significant(ratio, 3)));
    }
    grid.rows().add(cells);
  }

  /** First events and gaps of streams, with their intervals. */
  public static Grid streams(Map<String, ScenarioAnalysis> scenarios) {
    Grid grid =
        Grid.of(
            "Streams that ended well: percentiles in milliseconds, with 95 % intervals; "
                + Summary.BASIS,
            "Measure",
            "Percentile",
            "Scenario",
            "Value",
            "95 % interval");
    for (Map.Entry<String, ScenarioAnalysis> scenario : scenarios.entrySet()) {
      scenario
          .getValue()
          .streams()
          .map(StreamFigures::rows)
          .orElse(List.of())
          .forEach(
              row ->
                  grid.row(
                      Grid.text(row.measure()),
                      Grid.number(row.percent(), number(row.percent()) + " %"),
                      Grid.text(scenario.getKey()),
                      Grid.number("%,.1f", row.ms()),
                      Grid.interval("%,.1f", row.lowMs(), row.highMs())));
    }
    return grid;
  }

  /** Percentiles with their intervals, with censoring, and as Locust reports them. */
  public static Grid percentiles(Map<String, ScenarioAnalysis> scenarios) {
    Grid grid =
        Grid.of(
            "Response-time percentiles in milliseconds, with 95 % intervals; " + Summary.BASIS,
            "Percentile",
            "Scenario",
            "From sending",
            "95 % interval",
            "From the intended moment",
            "With those cut off",
            "As Locust reports it");
    for (int i = 0; i < Summary.PERCENTILES.size(); i++) {
      double percent = Summary.PERCENTILES.get(i);
      for (Map.Entry<String, ScenarioAnalysis> scenario : scenarios.entrySet()) {
        Percentiles percentiles = scenario.getValue().percentiles();
        Percentiles.Row row = percentiles.at(percent);
        List<Double> locust = percentiles.locust().percentiles();
        double theirs = i < locust.size() ? locust.get(i) : Double.NaN;
        grid.row(
            Grid.number(percent, number(percent) + " %"),
            Grid.text(scenario.getKey()),
            Grid.number("%,.0f", row.ms()),
            Grid.interval("%,.0f", row.lowMs(), row.highMs()),
            Grid.number("%,.0f", row.intendedMs()),
            Double.isInfinite(row.kaplanMeierMs())
                ? Grid.sorted(Double.MAX_VALUE, "longer than the run")
                : Grid.number("%,.0f", row.kaplanMeierMs()),
            Grid.number("%,.0f", theirs));
      }
    }
    return grid;
  }

  /** The parts of the mean response time. */
  public static Grid time(Map<String, ScenarioAnalysis> scenarios) {
    Grid grid = Grid.of("Mean response time by part", "Scenario", "Part", "Mean (ms)", "Share");
    scenarios.forEach(
        (name, it) -> {
          for (TimeBreakdown.Part part : it.time().parts()) {
            if (Double.isFinite(part.meanMs())) {
              grid.row(
                  Grid.text(name),
                  Grid.text(words(part.name())),
                  Grid.number(part.meanMs(), Phrases.significant(part.meanMs(), 3)),
                  Grid.number(part.share(), Phrases.percent(part.share())));
            }
          }
        });
    return grid;
  }

  /** What could have limited each scenario, and how near it was. */
  public static Grid limits(Map<String, ScenarioAnalysis> scenarios) {
    Grid grid =
        Grid.of(
            "How near each limit was", "Scenario", "Limit", "In use", "Allows (1/s)", "Evidence");
    scenarios.forEach(
        (name, it) -> {
          for (Limiter.Candidate limit : it.limiter().candidates()) {
            double bound = limit.boundPerSecond().orElse(Double.NaN);
            grid.row(
                Grid.text(name),
                Grid.text(words(limit.name().name())),
                Grid.number(
                    limit.utilization(),
                    Double.isFinite(limit.utilization())
                        ? Phrases.percent(limit.utilization())
                        : ""),
                Grid.number(bound, Phrases.significant(bound, 3)),
                Grid.text(Phrases.found(limit.evidence())));
          }
        });
    return grid;
  }

  /** The signs of backpressure. */
  public static Grid signs(Map<String, ScenarioAnalysis> scenarios) {
    Grid grid =
        Grid.of("Signs of backpressure", "Scenario", "Sign", "Says", "Value", "From", "Evidence");
    scenarios.forEach(
        (name, it) -> {
          for (Signature sign : it.backpressure().signatures()) {
            grid.row(
                Grid.text(name),
                Grid.text(sign.title()),
                Grid.text(words(sign.level().name())),
                Grid.number(sign.value(), Phrases.significant(sign.value(), 3) + " " + sign.unit()),
                Grid.number(sign.threshold(), Phrases.significant(sign.threshold(), 3)),
                Grid.text(Phrases.found(sign.evidence())));
          }
        });
    return grid;
  }

  /** The failure clusters, the largest first, with their likeliest cause. */
  public static Grid clusters(String scenario, Failures failures) {
    Grid grid =
        Grid.of(
            "Failures of " + scenario + " by cluster",
            "From (s)",
            "To (s)",
            "Failures",
            "Outcomes",
            "In a dip",
            "Likeliest cause",
            "Confidence",
            "Evidence");
    failures.clusters().stream()
        .sorted(Comparator.comparingLong(Failures.Cluster::failures).reversed())
        .limit(CLUSTERS)
        .forEach(
            it -> {
              List<String> outcomes = new ArrayList<>();
              it.outcomes().forEach((o, n) -> outcomes.add(n + " " + words(o)));
              Failures.Cause cause =
                  it.causes().isEmpty()
                      ? new Failures.Cause(
                          "unknown", Double.NaN, Optional.empty(), "nothing speaks for any cause")
                      : it.causes().get(0);
              grid.row(
                  Grid.number("%.1f", it.fromSeconds()),
                  Grid.number("%.1f", it.toSeconds()),
                  Grid.number(it.failures(), Long.toString(it.failures())),
                  Grid.text(String.join(", ", outcomes)),
                  Grid.text(it.inDip() ? "yes" : "no"),
                  Grid.text(words(cause.name())),
                  Grid.number("%.2f", cause.confidence()),
                  Grid.text(Phrases.found(cause.evidence())));
            });
    return grid;
  }

  /** The changes from one scenario to the other. */
  public static Grid changes(Comparison comparison) {
    Grid grid =
        Grid.of(
            comparison.b() + " against " + comparison.a() + ", " + comparison.basis(),
            "Figure",
            comparison.a(),
            comparison.b(),
            "Ratio",
            "99 % interval",
            "Verdict");
    for (Comparison.Change change : comparison.changes()) {
      String needs =
          change.secondsNeeded().map(s -> " (needs about %,.0f s)".formatted(s)).orElse("");
      // Of failures the difference in percentage points stands where others have a ratio.
      String points = change.figure().equals("failures") ? " points" : "";
      grid.row(
          Grid.text(change.figure() + " (" + change.unit() + ")"),
          Grid.number(change.a(), figure(change.a())),
          Grid.number(change.b(), figure(change.b())),
          Grid.number(change.ratio(), Phrases.significant(change.ratio(), 3) + points),
          Grid.sorted(
              change.low(),
              Phrases.interval(change.low(), change.high(), r -> Phrases.significant(r, 3))
                  + points),
          Grid.text(words(change.verdict().name()) + needs));
    }
    return grid;
  }

  private static String figure(double value) {
    return value >= 1000 ? "%,.0f".formatted(value) : Phrases.significant(value, 4);
  }

  static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String number(double value) {
    return Phrases.significant(value, 6);
  }
}
