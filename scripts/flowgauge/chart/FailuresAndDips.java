package flowgauge.chart;

import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.failure.Failures;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Figures;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Scale;
import flowgauge.chart.draw.Series;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Theme;
import flowgauge.chart.draw.Timeline;
import flowgauge.chart.draw.Words;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;

/** Whether failures come with dips, in time and at lags. */
final class FailuresAndDips {
  private static final Map<String, String> COLUMNS =
      Map.of(
          Intervals.THROUGHPUT, "throughput",
          Intervals.GOODPUT, "successful responses",
          Intervals.COMPLETED, "successful responses",
          Intervals.P50_MS, "median response time",
          Intervals.P95_MS, "p95 of the response time",
          Intervals.CPU_CORES, "CPU of the server",
          Intervals.HOST_CPU_CORES, "CPU of the host",
          Intervals.LISTEN_OVERFLOWS, "listen queue overflows");

  private FailuresAndDips() {}

  /** A scenario's throughput with its dips, above its failures, above its response time. */
  static Figure figure(Style style, String name, ScenarioAnalysis scenario) {
    Intervals intervals = scenario.intervals();
    Failures failures = scenario.failures();
    Theme theme = style.theme();
    Color color = style.scenario(name);
    Color alarm = theme.other(1);
    double end = Series.end(intervals);
    double[] time = Series.time(intervals);
    double[] rates = Series.values(intervals, Intervals.THROUGHPUT);
    double[] failed = Series.values(intervals, Intervals.FAILED);
    double[] median = Series.values(intervals, Intervals.P50_MS);
    Timeline timeline = new Timeline(style, end, Series.unsteady(intervals));
    XYChart served =
        timeline.panel("Requests that ended, well or badly (1/s)", 180, Range.fromZero(rates));
    for (Failures.Dip dip : failures.dips()) {
      served.addAnnotation(
          Marks.box(dip.fromSeconds(), dip.toSeconds(), 0, 1e9, Style.faded(alarm, .25)));
    }
    int row = 0;
    for (Failures.ChangePoint change : failures.changePoints()) {
      String label =
          Words.rate(change.beforePerSecond()) + " to " + Words.rate(change.afterPerSecond());
      served.addAnnotation(Marks.moment(change.seconds(), label, theme.muted(), row++ % 3));
    }
    Timeline.line(served, "throughput", time, rates, color);
    XYChart bad = timeline.panel("Failures in each step", 120, Range.counts(failed));
    Timeline.strokes(bad, time, failed, timeline.stroke(intervals), alarm);
    XYChart waited = timeline.panel("Median response time", 150, Scale.of(median));
    Timeline.line(waited, "median", time, median, color);
    return new Figure(
        Charts.id("failures", name),
        title(name, failures),
        "Marked in the upper panel: dips of throughput. Shaded grey: ramp and drain.",
        failures.claim(),
        List.of(
            new Figure.Key(name, color, Figure.Look.LINE),
            new Figure.Key("failures, and dips of throughput", alarm, Figure.Look.FILL)),
        timeline.panels(),
        theme);
  }

  /** How failures go with other figures some seconds before or after. */
  static Figure lags(Style style, String name, ScenarioAnalysis scenario) {
    List<Figure.Panel> panels = new ArrayList<>();
    List<String> said = new ArrayList<>();
    Theme theme = style.theme();
    for (Failures.LagCorrelation lag : scenario.failures().correlations()) {
      boolean beyondChance = lag.adjustedP() < .05;
      String figure = figure(lag.figure());
      double[] byLag = lag.byLag().stream().mapToDouble(Double::doubleValue).toArray();
      double step = scenario.intervals().stepSeconds();
      int most = byLag.length / 2;
      double half = .35 * step;
      double end = (most + .6) * step;
      XYChart chart = style.axes("", new Range(-end, end), new Range(-1, 1));
      for (int i = 0; i < byLag.length; i++) {
        double at = (i - most) * step;
        if (Double.isFinite(byLag[i])) {
          Color color = beyondChance ? theme.other(1) : theme.known("mock");
          chart.addAnnotation(
              Marks.box(at - half, at + half, Math.min(0, byLag[i]), Math.max(0, byLag[i]), color));
        }
      }
      String finding =
          "%s: r = %.2f at %+.0f s, p = %.3f"
              .formatted(figure, lag.r(), lag.lagSeconds(), lag.adjustedP());
      said.add(finding + (beyondChance ? " (beyond chance)" : " (no more than chance)"));
      panels.add(new Figure.Panel("Failures against " + finding, chart, 110));
    }
    if (!panels.isEmpty()) {
      XYChart last = panels.get(panels.size() - 1).chart();
      last.setXAxisTitle("lag (s): to the right the figure follows the failures");
      last.getStyler().setXAxisTitleVisible(true);
    }
    return new Figure(
        Charts.id("lags", name),
        name + ": " + together(scenario.failures()),
        "Correlation of failures a second with each figure, shifted in time. p by block"
            + " permutation, corrected for the number of figures.",
        String.join(". ", said),
        List.of(
            new Figure.Key("beyond chance", theme.other(1), Figure.Look.FILL),
            new Figure.Key("no more than chance", theme.known("mock"), Figure.Look.FILL)),
        panels,
        theme);
  }

  private static String title(String name, Failures failures) {
    if (failures.count() == 0) {
      return name + ": no request failed";
    }
    long inDip = failures.clusters().stream().filter(Failures.Cluster::inDip).count();
    return "%s: %s in %s, %s of them in a dip of throughput"
        .formatted(
            name,
            Figures.counted(failures.count(), "failure", "failures"),
            Figures.counted(failures.clusters().size(), "cluster", "clusters"),
            inDip == 0 ? "none" : Long.toString(inDip));
  }

  private static String together(Failures failures) {
    List<String> with = new ArrayList<>();
    for (Failures.LagCorrelation lag : failures.correlations()) {
      if (lag.adjustedP() < .05) {
        with.add(figure(lag.figure()));
      }
    }
    return with.isEmpty()
        ? "failures go with none of these figures beyond chance"
        : "failures go with " + String.join(", ", with);
  }

  /** A column of the interval table in words. */
  private static String figure(String column) {
    return COLUMNS.getOrDefault(column, column.replace('_', ' '));
  }
}
