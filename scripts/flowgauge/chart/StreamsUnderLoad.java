package flowgauge.chart;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Scale;
import flowgauge.chart.draw.Series;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Words;
import flowgauge.record.sample.Measure;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;

/** First events and gaps of streams against requests in flight. */
final class StreamsUnderLoad {
  private static final String AXIS = "requests in flight (mean over each step)";

  private StreamsUnderLoad() {}

  /** Draws it; without a panel where no answer was a stream. */
  static Figure figure(Style style, RunAnalysis run) {
    Map<String, Intervals> scenarios = Words.intervals(run);
    scenarios.values().removeIf(intervals -> !intervals.has(Measure.FIRST_EVENT));
    List<Figure.Panel> panels = new ArrayList<>();
    if (!scenarios.isEmpty()) {
      panels.add(panel(style, scenarios, "First event, median", "", Measure.FIRST_EVENT));
      panels.add(panel(style, scenarios, "Gap between events, median", AXIS, Measure.MEAN_GAP));
    }
    return new Figure(
        "streams-under-load",
        "How soon streams began, and how fast they went on, by what was in flight",
        "A point per step of time: medians of the streams that ended well in it.",
        Words.each(
            run,
            (name, it) ->
                it.streams().map(streams -> name + ": " + streams.sentence()).orElse(null)),
        style.keys(scenarios.keySet(), Figure.Look.POINT),
        panels,
        style.theme());
  }

  private static Figure.Panel panel(
      Style style, Map<String, Intervals> scenarios, String title, String axis, Measure measure) {
    double[][] loads = Series.allUnderLoad(scenarios.values(), Intervals.IN_FLIGHT);
    double[][] times = Series.allUnderLoad(scenarios.values(), Intervals.medianMs(measure));
    Scale scale = Scale.of(times);
    XYChart chart = style.axes(axis, Range.fromZero(loads), scale);
    int index = 0;
    for (String name : scenarios.keySet()) {
      Color faded = Style.faded(style.scenario(name), .55);
      chart.addAnnotation(Marks.dots(loads[index], times[index], faded, 5));
      index++;
    }
    return new Figure.Panel(title + " " + scale.milliseconds(), chart, 200);
  }
}
