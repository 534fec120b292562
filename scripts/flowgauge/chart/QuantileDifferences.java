package flowgauge.chart;

import flowgauge.analyze.compare.Comparison;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Scale;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Theme;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Two runs or scenarios, percentile by percentile. */
final class QuantileDifferences {
  private QuantileDifferences() {}

  /** Draws it: both curves above, and their difference with its 99 % interval below. */
  static Figure figure(Style style, Comparison comparison) {
    List<Comparison.Quantile> rows =
        comparison.quantiles().stream().filter(row -> row.percent() < 100).toList();
    double[] x = rows.stream().mapToDouble(Comparison.Quantile::percent).toArray();
    double[] a = rows.stream().mapToDouble(Comparison.Quantile::aMs).toArray();
    double[] b = rows.stream().mapToDouble(Comparison.Quantile::bMs).toArray();
    double[] low = rows.stream().mapToDouble(Comparison.Quantile::lowMs).toArray();
    double[] high = rows.stream().mapToDouble(Comparison.Quantile::highMs).toArray();
    double[] change = new double[x.length];
    Arrays.setAll(change, i -> b[i] - a[i]);
    boolean bounded =
        rows.stream()
            .anyMatch(row -> Double.isFinite(row.lowMs()) && Double.isFinite(row.highMs()));
    String sentence = comparison.b() + " against " + comparison.a() + ": " + comparison.sentence();
    Theme theme = style.theme();
    Color first = style.scenario(comparison.a());
    Color second = style.scenario(comparison.b());
    Scale scale = Scale.of(a, b);
    XYChart both = style.axes("", new Range(0, 100), scale);
    Style.line(both, "a", x, a, first);
    Style.line(both, "b", x, b, second);
    Range range = Range.around(low, high, change, new double[] {0});
    XYChart difference = style.axes("percentile (%)", new Range(0, 100), range);
    difference.addAnnotation(Marks.band(x, low, high, Style.faded(theme.muted(), .3)));
    difference.addAnnotation(Marks.level(0, "", theme.ink(), true));
    Style.line(difference, "difference", x, change, theme.ink());
    return new Figure(
        Charts.id("comparison", comparison.a() + "-" + comparison.b()),
        sentence,
        "Successful responses, "
            + comparison.basis()
            + (bounded
                ? ". Shaded: 99 % interval of the difference; below zero "
                : ". The runs are too short for an interval of the difference; below zero ")
            + comparison.b()
            + " is faster.",
        sentence,
        List.of(
            new Figure.Key("A: " + comparison.a(), first, Figure.Look.LINE),
            new Figure.Key("B: " + comparison.b(), second, Figure.Look.LINE)),
        rows.isEmpty()
            ? List.of()
            : List.of(
                new Figure.Panel("Response time " + scale.milliseconds(), both, 180),
                new Figure.Panel("Difference B - A (ms)", difference, 180)),
        theme);
  }
}
