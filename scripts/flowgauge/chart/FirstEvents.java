package flowgauge.chart;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Scale;
import flowgauge.chart.draw.Series;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Timeline;
import flowgauge.chart.draw.Words;
import flowgauge.record.sample.Measure;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;

/** First events and longest gaps of streams over time, a panel per scenario. */
final class FirstEvents {
  private FirstEvents() {}

  /** Draws it; without a panel where no answer was a stream. */
  static Figure figure(Style style, RunAnalysis run) {
    Map<String, Intervals> scenarios = Words.intervals(run);
    scenarios.values().removeIf(intervals -> !intervals.has(Measure.FIRST_EVENT));
    String first50 = Intervals.medianMs(Measure.FIRST_EVENT);
    String first95 = Intervals.p95Ms(Measure.FIRST_EVENT);
    String gap95 = Intervals.p95Ms(Measure.LONGEST_GAP);
    Scale scale = Scale.of(Series.all(scenarios.values(), first50, first95, gap95));
    Timeline timeline = Timeline.over(style, scenarios.values());
    scenarios.forEach(
        (name, intervals) -> {
          Color color = style.scenario(name);
          double[] time = Series.time(intervals);
          XYChart chart = timeline.panel(name + ": streams that ended well", 190, scale);
          Timeline.line(chart, "longest gap p95", time, Series.values(intervals, gap95), color, 1f);
          Timeline.line(
              chart, "first event p95", time, Series.values(intervals, first95), color, 1.8f);
          Timeline.line(
              chart,
              "first event p50",
              time,
              Series.values(intervals, first50),
              style.theme().ink(),
              2.2f);
        });
    Color ink = style.theme().ink();
    Color first = scenarios.isEmpty() ? ink : style.scenario(scenarios.keySet().iterator().next());
    return new Figure(
        "first-events",
        "Half of the streams began within " + Words.list(run, FirstEvents::median, Words::ms),
        "From sending to the first content event of the streams that ended in each step.",
        Words.each(
            run,
            (name, it) ->
                it.streams().map(streams -> name + ": " + streams.sentence()).orElse(null)),
        List.of(
            new Figure.Key("first event, median", ink, Figure.Look.LINE),
            new Figure.Key("first event, p95", first, Figure.Look.LINE),
            new Figure.Key("longest gap of a stream, p95", first, Figure.Look.THIN)),
        timeline.panels(),
        style.theme());
  }

  private static double median(ScenarioAnalysis scenario) {
    return scenario
        .summary()
        .streams()
        .map(streams -> streams.firstEvent().medianMs())
        .orElse(Double.NaN);
  }
}
