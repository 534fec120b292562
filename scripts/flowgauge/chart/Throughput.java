package flowgauge.chart;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.pause.Pauses;
import flowgauge.analyze.statistics.Figures;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Labels;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Series;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Timeline;
import flowgauge.chart.draw.Words;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;

/** Successful responses, failures and users over time. */
final class Throughput {
  private Throughput() {}

  static Figure figure(Style style, RunAnalysis run) {
    Map<String, Intervals> scenarios = Words.intervals(run);
    Map<String, Double> bounds = bounds(run);
    Timeline timeline = Timeline.over(style, scenarios.values());
    Range range = Range.fromZero(Series.all(scenarios.values(), Intervals.GOODPUT));
    for (double bound : bounds.values()) {
      // A bound far above what was reached would press the curves to the floor.
      range = bound < range.max() * 1.5 ? range.with(bound) : range;
    }
    XYChart served = timeline.panel("Successful responses (1/s)", 230, range);
    boolean none = run.scenarios().values().stream().allMatch(it -> it.failures().count() == 0);
    if (!none) {
      strokes(timeline, style, scenarios, "Failures (1/s)", Intervals.FAILED);
    }
    strokes(
        timeline,
        style,
        scenarios,
        "Of them refused by the server: 429 or 503 (1/s)",
        Intervals.REFUSED);
    pauses(timeline, style, run);
    users(timeline, style, scenarios);
    for (Map.Entry<String, Intervals> scenario : scenarios.entrySet()) {
      String name = scenario.getKey();
      Intervals intervals = scenario.getValue();
      Color color = style.scenario(name);
      double[] rate = Series.values(intervals, Intervals.GOODPUT);
      Timeline.line(served, name, Series.time(intervals), rate, color);
      Double bound = bounds.get(name);
      if (bound != null && bound <= range.max()) {
        String label = name + " can at most: " + Labels.significant(bound, 3) + "/s";
        served.addAnnotation(Marks.level(bound, label, color, true));
      }
    }
    return new Figure(
        "throughput",
        title(run),
        "Shaded: users are still arriving, or the load is over."
            + (none ? " No request failed." : ""),
        alternative(run),
        style.keys(scenarios.keySet(), Figure.Look.LINE),
        timeline.panels(),
        style.theme());
  }

  /** A panel of counts a second, if there are any. */
  private static void strokes(
      Timeline timeline,
      Style style,
      Map<String, Intervals> scenarios,
      String heading,
      String column) {
    Map<String, double[]> rates = new LinkedHashMap<>();
    scenarios.forEach(
        (name, intervals) -> {
          if (intervals.has(column)
              && Arrays.stream(intervals.column(column)).anyMatch(count -> count > 0)) {
            rates.put(name, Series.rate(intervals, column));
          }
        });
    if (rates.isEmpty()) {
      return;
    }
    XYChart panel =
        timeline.panel(heading, 110, Range.counts(rates.values().toArray(double[][]::new)));
    rates.forEach(
        (name, rate) ->
            Timeline.strokes(
                panel,
                Series.time(scenarios.get(name)),
                rate,
                timeline.stroke(scenarios.get(name)),
                style.scenario(name)));
  }

  /** Each pause where it was, as high as it was long, if there were any. */
  private static void pauses(Timeline timeline, Style style, RunAnalysis run) {
    double[] longest =
        run.scenarios().values().stream()
            .filter(scenario -> scenario.pauses().verdict() == Pauses.Verdict.YES)
            .mapToDouble(scenario -> scenario.pauses().longestMs() / 1e3)
            .toArray();
    if (longest.length == 0) {
      return;
    }
    XYChart paused =
        timeline.panel(
            "Pauses: nothing ended though requests were in flight (s)",
            110,
            Range.fromZero(longest));
    run.scenarios()
        .forEach(
            (name, scenario) -> {
              for (Pauses.Pause pause : scenario.pauses().longest()) {
                double least = timeline.stroke(scenario.intervals());
                double to = Math.max(pause.toSeconds(), pause.fromSeconds() + least);
                paused.addAnnotation(
                    Marks.box(pause.fromSeconds(), to, 0, pause.seconds(), style.scenario(name)));
              }
            });
  }

  /** A panel of the users that were there, if there were any; the first scenario's lies beneath. */
  private static void users(Timeline timeline, Style style, Map<String, Intervals> scenarios) {
    Map<String, double[]> users = new LinkedHashMap<>();
    scenarios.forEach(
        (name, intervals) -> {
          if (intervals.has(Intervals.USERS)) {
            users.put(name, Series.underLoad(intervals, Intervals.USERS));
          }
        });
    if (users.isEmpty()) {
      return;
    }
    XYChart panel =
        timeline.panel("Virtual users", 110, Range.counts(users.values().toArray(double[][]::new)));
    float width = 3.4f;
    for (Map.Entry<String, double[]> of : users.entrySet()) {
      double[] time = Series.time(scenarios.get(of.getKey()));
      Timeline.line(panel, of.getKey(), time, of.getValue(), style.scenario(of.getKey()), width);
      width = 1.4f;
    }
  }

  /** The server's own bound by scenario, where its threads or its CPU give one. */
  static Map<String, Double> bounds(RunAnalysis run) {
    Map<String, Double> bounds = new LinkedHashMap<>();
    run.scenarios()
        .forEach(
            (name, scenario) ->
                scenario
                    .limiter()
                    .candidate(Limiter.Name.SERVER_THREADS)
                    .flatMap(Limiter.Candidate::boundPerSecond)
                    .ifPresent(bound -> bounds.put(name, bound)));
    return bounds;
  }

  private static String title(RunAnalysis run) {
    List<String> names = new ArrayList<>(run.scenarios().keySet());
    names.sort(Comparator.comparingDouble(name -> served(run, name)));
    if (names.isEmpty()) {
      return "No scenario";
    }
    String most = names.get(names.size() - 1);
    String least = names.get(0);
    double high = served(run, most);
    double low = served(run, least);
    if (!(high > 0)) {
      return "No request was served: " + String.join(", ", names);
    }
    if (names.size() == 1) {
      return most + " served " + Words.rate(high) + " requests a second";
    }
    if (!(low > 0)) {
      return "%s served %s requests a second, %s none".formatted(most, Words.rate(high), least);
    }
    return "%s served %s times as many requests a second as %s (%s against %s)"
        .formatted(
            most, Labels.significant(high / low, 2), least, Words.rate(high), Words.rate(low));
  }

  private static double served(RunAnalysis run, String name) {
    return run.scenarios().get(name).summary().requestsPerSecond();
  }

  private static String alternative(RunAnalysis run) {
    return Words.each(
        run,
        (name, scenario) ->
            "%s: %s successful responses a second over %s s of load, %s"
                .formatted(
                    name,
                    Words.rate(scenario.summary().requestsPerSecond()),
                    Labels.significant(scenario.summary().seconds(), 3),
                    Figures.counted(scenario.summary().failed(), "failure", "failures")));
  }
}
