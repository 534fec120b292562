package flowgauge.chart;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Labels;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Scale;
import flowgauge.chart.draw.Series;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Words;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.XYChart;

/** Throughput and response time against requests in flight, with knee and bound. */
final class LoadCurve {
  private static final String AXIS = "requests in flight (mean over each step)";

  private LoadCurve() {}

  static Figure figure(Style style, RunAnalysis run) {
    Map<String, Intervals> scenarios = Words.intervals(run);
    Map<String, Double> bounds = Throughput.bounds(run);
    double[][] loads = Series.allUnderLoad(scenarios.values(), Intervals.IN_FLIGHT);
    double[][] rates = Series.allUnderLoad(scenarios.values(), Intervals.GOODPUT);
    double[][] medians = Series.allUnderLoad(scenarios.values(), Intervals.P50_MS);
    Range x = Range.fromZero(loads);
    Range y = Range.fromZero(rates);
    for (double bound : bounds.values()) {
      y = bound < y.max() * 1.5 ? y.with(bound) : y;
    }
    XYChart served = style.axes("", x, y);
    Scale scale = Scale.of(medians);
    XYChart waited = style.axes(AXIS, x, scale);
    int index = 0;
    for (String name : scenarios.keySet()) {
      Color color = style.scenario(name);
      Color faded = Style.faded(color, .55);
      served.addAnnotation(Marks.dots(loads[index], rates[index], faded, 5));
      waited.addAnnotation(Marks.dots(loads[index], medians[index], faded, 5));
      Double bound = bounds.get(name);
      if (bound != null && bound <= y.max()) {
        String label = name + " can at most: " + Labels.significant(bound, 3) + "/s";
        served.addAnnotation(Marks.level(bound, label, color, true));
      }
      Optional<Backpressure.Knee> knee = run.scenarios().get(name).backpressure().knee();
      if (knee.isPresent() && knee.get().inFlight() <= x.max()) {
        double at = knee.get().inFlight();
        String label = "knee of " + name + " at " + Labels.significant(at, 2);
        served.addAnnotation(Marks.moment(at, label, color, index));
        waited.addAnnotation(Marks.moment(at, "", color, index));
      }
      index++;
    }
    return new Figure(
        "load-curve",
        title(run),
        "A point per step of time. Dashed: where throughput stops growing, and its bound.",
        Words.each(run, (name, it) -> name + ": " + it.backpressure().sentence()),
        style.keys(scenarios.keySet(), Figure.Look.POINT),
        List.of(
            new Figure.Panel("Successful responses (1/s)", served, 220),
            new Figure.Panel("Median response time " + scale.milliseconds(), waited, 220)),
        style.theme());
  }

  private static String title(RunAnalysis run) {
    boolean bends =
        run.scenarios().values().stream().anyMatch(it -> it.backpressure().knee().isPresent());
    return (bends ? "Past the knee more load only waits: " : "")
        + Words.each(run, (name, it) -> name + " " + finding(it.backpressure()));
  }

  private static String finding(Backpressure found) {
    if (found.knee().isPresent()) {
      double at = found.knee().get().inFlight();
      return "stops growing at %s in flight".formatted(Labels.significant(at, 2));
    }
    return switch (found.verdict()) {
      case NONE -> "shows no backpressure";
      case ONSET -> "shows its onset";
      case SATURATED -> "is saturated";
      case CANNOT_TELL -> "does not tell whether load piled up";
    };
  }
}
