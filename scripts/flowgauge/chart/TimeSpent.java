package flowgauge.chart;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.summary.TimeBreakdown;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Series;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Theme;
import flowgauge.chart.draw.Timeline;
import flowgauge.chart.draw.Words;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;

/** Where the time of a mean response went, stacked over time, a panel per scenario. */
final class TimeSpent {
  private static final List<String> PARTS =
      List.of(
          Intervals.BACKEND_MS,
          Intervals.NODES_MS,
          Intervals.WAITING_MS,
          Intervals.CONNECT_MS,
          Intervals.TRANSFER_MS);
  private static final List<String> LABELS =
      List.of("backend", "flow's nodes", "waiting in the server", "connecting", "transfer");

  private TimeSpent() {}

  static Figure figure(Style style, RunAnalysis run) {
    Map<String, Intervals> scenarios = Words.intervals(run);
    scenarios.values().removeIf(intervals -> !intervals.has(Intervals.WAITING_MS));
    Theme theme = style.theme();
    List<Color> colors =
        List.of(
            theme.known("mock"), theme.other(0), theme.other(1), theme.other(3), theme.other(2));
    Timeline timeline = Timeline.over(style, scenarios.values());
    boolean[] drawn = new boolean[PARTS.size()];
    scenarios.forEach(
        (name, intervals) -> {
          double[] time = Series.time(intervals);
          double[][] edges = stacked(intervals);
          XYChart chart =
              timeline.panel(
                  name + ": mean response time by part (ms)", 190, Range.fromZero(edges));
          for (int part = 0; part < PARTS.size(); part++) {
            if (intervals.has(PARTS.get(part))) {
              drawn[part] |= seen(edges, part);
              chart.addAnnotation(Marks.band(time, edges[part], edges[part + 1], colors.get(part)));
            }
          }
        });
    List<Figure.Key> keys = new ArrayList<>();
    for (int part = 0; part < PARTS.size(); part++) {
      if (drawn[part]) {
        keys.add(new Figure.Key(LABELS.get(part), colors.get(part), Figure.Look.FILL));
      }
    }
    return new Figure(
        "time-spent",
        "Waiting in the server took "
            + Words.list(run, it -> it.time().share("waiting"), Words::percent)
            + " of the response time",
        "Mean of the successful responses that ended in each step, from bottom to top.",
        Words.eachServed(run, TimeSpent::shares),
        keys,
        timeline.panels(),
        theme);
  }

  /** Whether a part is ever as high as a pixel. */
  private static boolean seen(double[][] edges, int part) {
    double top = Range.fromZero(edges).max();
    for (int i = 0; i < edges[part].length; i++) {
      if (edges[part + 1][i] - edges[part][i] > top / 190) {
        return true;
      }
    }
    return false;
  }

  private static String shares(String name, ScenarioAnalysis scenario) {
    TimeBreakdown time = scenario.time();
    StringBuilder said = new StringBuilder(name + ": of " + Words.ms(time.meanMs()));
    for (TimeBreakdown.Part part : time.parts()) {
      said.append(", ").append(part.name()).append(' ').append(Words.percent(part.share()));
    }
    return said.append(" (").append(time.basis()).append(')').toString();
  }

  private static double[][] stacked(Intervals intervals) {
    double[][] edges = new double[PARTS.size() + 1][];
    edges[0] = new double[intervals.size()];
    double[] any = Series.values(intervals, Intervals.MEAN_MS);
    for (int i = 0; i < any.length; i++) {
      edges[0][i] = Double.isNaN(any[i]) ? Double.NaN : 0;
    }
    for (int part = 0; part < PARTS.size(); part++) {
      double[] values = intervals.column(PARTS.get(part));
      edges[part + 1] = Arrays.copyOf(edges[part], edges[part].length);
      for (int i = 0; i < values.length; i++) {
        edges[part + 1][i] += Double.isNaN(values[i]) ? 0 : Math.max(0, values[i]);
      }
    }
    return edges;
  }
}
