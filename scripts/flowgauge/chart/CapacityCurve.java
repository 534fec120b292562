package flowgauge.chart;

import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.Capacity.Found;
import flowgauge.analyze.capacity.Step;
import flowgauge.analyze.capacity.Step.Purpose;
import flowgauge.analyze.capacity.Step.Verdict;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Labels;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Scale;
import flowgauge.chart.draw.Style;
import java.awt.Color;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** What a search for capacity saw at each load, with its objective and the capacity. */
final class CapacityCurve {
  private CapacityCurve() {}

  static Figure figure(Style style, String scenario, Capacity capacity) {
    List<Step> steps =
        capacity.steps().stream()
            .filter(step -> step.requests() > 0 && step.purpose() != Purpose.PROBE)
            .sorted(Comparator.comparingDouble(Step::load))
            .toList();
    Color color = style.scenario(scenario);
    double[] loads = values(steps, Step::load);
    double[] times = values(steps, CapacityCurve::time);
    double[] good = values(steps, Step::goodputPerSecond);
    double[] ended = values(steps, Step::throughputPerSecond);
    double[] bounds = capacity.steps().stream().flatMapToDouble(CapacityCurve::bound).toArray();
    Range x = Range.fromZero(loads);
    Scale scale = Scale.of(times, bounds);
    XYChart waited = style.axes("", x, scale);
    XYChart served = style.axes("load (" + capacity.model().unit() + ")", x, Range.fromZero(ended));
    for (XYChart chart : List.of(waited, served)) {
      capacity.found().ifPresent(found -> interval(style, chart, found, x));
    }
    double[] distinct = Arrays.stream(loads).distinct().toArray();
    Style.line(
        served,
        "ended",
        distinct,
        means(distinct, loads, ended),
        Style.faded(color, .5),
        Style.dashed(1.4f));
    Style.line(served, "good", distinct, means(distinct, loads, good), color);
    Style.line(waited, "time", distinct, means(distinct, loads, times), color);
    capacity.steps().stream()
        .flatMapToDouble(CapacityCurve::bound)
        .findFirst()
        .ifPresent(
            ms ->
                waited.addAnnotation(
                    Marks.level(ms, objective(capacity), style.theme().ink(), true)));
    for (Verdict verdict : Verdict.values()) {
      double[] at = values(steps, step -> step.verdict() == verdict ? step.load() : Double.NaN);
      waited.addAnnotation(Marks.dots(at, times, dot(style, verdict, color), 7));
      served.addAnnotation(Marks.dots(at, good, dot(style, verdict, color), 7));
    }
    capacity.found().ifPresent(found -> capacity(style, waited, served, capacity, found));
    return new Figure(
        Charts.id("capacity", scenario),
        scenario + ": " + capacity.sentence(),
        "A point a step, pale where it was not clear; lines through the means of each load. Grey:"
            + " the interval of the capacity.",
        scenario + ": " + capacity.sentence() + ".",
        List.of(
            new Figure.Key("objectives kept", color, Figure.Look.POINT),
            new Figure.Key("an objective broke", style.theme().ink(), Figure.Look.POINT),
            new Figure.Key("goodput", color, Figure.Look.LINE),
            new Figure.Key("all that ended", Style.faded(color, .5), Figure.Look.DASHES)),
        List.of(
            new Figure.Panel(heading(capacity) + " " + scale.milliseconds(), waited, 220),
            new Figure.Panel("Requests a second", served, 220)),
        style.theme());
  }

  private static double[] means(double[] distinct, double[] loads, double[] values) {
    return Arrays.stream(distinct)
        .map(
            load ->
                IntStream.range(0, loads.length)
                    .filter(i -> loads[i] == load)
                    .mapToDouble(i -> values[i])
                    .average()
                    .orElse(Double.NaN))
        .toArray();
  }

  private static void interval(Style style, XYChart chart, Found found, Range x) {
    style.shade(chart, found.low(), Math.min(found.high(), x.max()));
  }

  private static void capacity(
      Style style, XYChart waited, XYChart served, Capacity capacity, Found found) {
    boolean bounded = Double.isFinite(found.high());
    String label =
        (bounded ? "capacity " : "kept up to ")
            + Labels.significant(found.load(), 3)
            + " "
            + capacity.model().unit();
    waited.addAnnotation(Marks.moment(found.load(), label, style.theme().ink(), 0));
    served.addAnnotation(Marks.moment(found.load(), "", style.theme().ink(), 0));
  }

  private static Color dot(Style style, Verdict verdict, Color color) {
    return switch (verdict) {
      case KEPT -> color;
      case UNDECIDED -> Style.faded(color, .45);
      case BROKE -> style.theme().ink();
    };
  }

  /** The first objective on a response time, whose percentile is drawn. */
  private static Optional<Step.Seen> first(Step step) {
    return step.objectives().stream().filter(seen -> seen.text().startsWith("p")).findFirst();
  }

  private static double time(Step step) {
    return first(step).map(Step.Seen::value).orElse(step.responseTime().p95Ms());
  }

  private static java.util.stream.DoubleStream bound(Step step) {
    return first(step).stream().mapToDouble(Step.Seen::bound);
  }

  private static String objective(Capacity capacity) {
    return capacity.objectives().stream()
        .filter(text -> text.startsWith("p"))
        .findFirst()
        .orElse("");
  }

  private static String heading(Capacity capacity) {
    String objective = objective(capacity);
    return (objective.isEmpty() ? "p95" : objective.replaceAll("\\s*<.*", ""))
        + " of the response time";
  }

  private static double[] values(List<Step> steps, ToDoubleFunction<Step> value) {
    return steps.stream().mapToDouble(value).toArray();
  }
}
