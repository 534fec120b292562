package flowgauge.chart;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Scale;
import flowgauge.chart.draw.Series;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Timeline;
import flowgauge.chart.draw.Words;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;

/** Percentiles of the response time over time, a panel per scenario, one scale. */
final class PercentilesOverTime {
  private PercentilesOverTime() {}

  static Figure figure(Style style, RunAnalysis run) {
    Map<String, Intervals> scenarios = Words.intervals(run);
    Scale scale = Scale.of(Series.all(scenarios.values(), Intervals.P50_MS, Intervals.P99_MS));
    Timeline timeline = Timeline.over(style, scenarios.values());
    scenarios.forEach(
        (name, intervals) -> {
          Color color = style.scenario(name);
          double[] time = Series.time(intervals);
          double[] p50 = Series.values(intervals, Intervals.P50_MS);
          double[] p95 = Series.values(intervals, Intervals.P95_MS);
          double[] p99 = Series.values(intervals, Intervals.P99_MS);
          XYChart chart =
              timeline.panel(name + ": response time of successful responses", 190, scale);
          chart.addAnnotation(Marks.band(time, p50, p99, Style.faded(color, .14)));
          Timeline.line(chart, "p99", time, p99, color, 1f);
          Timeline.line(chart, "p95", time, p95, color, 1.4f);
          Timeline.line(chart, "p50", time, p50, style.theme().ink(), 2.2f);
        });
    Color ink = style.theme().ink();
    Color first = scenarios.isEmpty() ? ink : style.scenario(scenarios.keySet().iterator().next());
    return new Figure(
        "percentiles-over-time",
        "Half of the callers waited longer than "
            + Words.list(run, it -> Words.times(it).medianMs(), Words::ms),
        "Percentiles of the responses that ended in each step. Shaded: ramp and drain.",
        Words.eachServed(
            run,
            (name, it) ->
                "%s: median %s, p95 %s, p99 %s over the whole load"
                    .formatted(
                        name,
                        Words.ms(it.percentiles().at(50).ms()),
                        Words.ms(it.percentiles().at(95).ms()),
                        Words.ms(it.percentiles().at(99).ms()))),
        List.of(
            new Figure.Key("median (p50)", ink, Figure.Look.LINE),
            new Figure.Key("p95, in the scenario's colour", first, Figure.Look.LINE),
            new Figure.Key("p99", first, Figure.Look.THIN)),
        timeline.panels(),
        style.theme());
  }
}
