package flowgauge.chart;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.summary.Percentiles;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Labels;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Scale;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Words;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/**
 * Response time against percentile in HdrHistogram's style, where each further nine is as wide as
 * the last, scenarios overlaid with their confidence bands.
 */
public final class PercentileCurve {
  private PercentileCurve() {}

  static Figure figure(Style style, RunAnalysis run) {
    List<double[]> all = new ArrayList<>();
    double most = 1;
    for (var scenario : run.scenarios().values()) {
      all.add(values(scenario.percentiles(), Percentiles.Row::ms));
      all.add(values(scenario.percentiles(), Percentiles.Row::lowMs));
      all.add(values(scenario.percentiles(), Percentiles.Row::highMs));
      for (Percentiles.Row row : curve(scenario.percentiles())) {
        most = Math.max(most, nines(row.percent()));
      }
    }
    Scale scale = Scale.of(all.toArray(double[][]::new));
    XYChart chart = style.axes("percentile", new Range(0, most), scale);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(PercentileCurve::label);
    chart.getStyler().setPlotGridVerticalLinesVisible(true);
    List<Figure.Key> keys = new ArrayList<>();
    run.scenarios()
        .forEach(
            (name, scenario) -> {
              Color color = style.scenario(name);
              List<Percentiles.Row> curve = curve(scenario.percentiles());
              double[] x = curve.stream().mapToDouble(row -> nines(row.percent())).toArray();
              chart.addAnnotation(
                  Marks.band(
                      x,
                      curve.stream().mapToDouble(Percentiles.Row::lowMs).toArray(),
                      curve.stream().mapToDouble(Percentiles.Row::highMs).toArray(),
                      Style.faded(color, .22)));
              double[] y = curve.stream().mapToDouble(Percentiles.Row::ms).toArray();
              Style.line(chart, name, x, y, color, Style.stroke(2));
              keys.add(new Figure.Key(name, color, Figure.Look.LINE));
              if (scenario.percentiles().censored() > 0) {
                double[] whole = curve.stream().mapToDouble(PercentileCurve::kaplanMeier).toArray();
                chart.addAnnotation(Marks.curve(x, whole, color, Style.dashed(1.6f)));
                keys.add(
                    new Figure.Key(
                        name + " with those cut off at the end", color, Figure.Look.DASHES));
              }
            });
    return new Figure(
        "percentile-curve",
        "One caller in a hundred waited longer than "
            + Words.list(run, it -> it.percentiles().at(99).ms(), Words::ms),
        "Successful responses of the whole load, from sending. Each step to the right is ten times as rare."
            + " Shaded: 95 % interval, as far as it can be told.",
        Words.eachServed(
            run,
            (name, it) ->
                "%s: median %s, p90 %s, p99 %s, p99.9 %s"
                    .formatted(
                        name,
                        Words.ms(it.percentiles().at(50).ms()),
                        Words.ms(it.percentiles().at(90).ms()),
                        Words.ms(it.percentiles().at(99).ms()),
                        Words.ms(it.percentiles().at(99.9).ms()))),
        keys,
        List.of(new Figure.Panel("Response time " + scale.milliseconds(), chart, 320)),
        style.theme());
  }

  private static double[] values(Percentiles percentiles, ToDoubleFunction<Percentiles.Row> of) {
    return curve(percentiles).stream().mapToDouble(of).toArray();
  }

  /** The fine grid, or the table's percentiles where an imported run has no more. */
  private static List<Percentiles.Row> curve(Percentiles percentiles) {
    List<Percentiles.Row> rows =
        percentiles.curve().isEmpty() ? percentiles.rows() : percentiles.curve();
    return rows.stream().filter(row -> row.percent() < 100).toList();
  }

  /** The position of a percentile: 0, 1, 2, 3 for 0, 90, 99, 99.9 %. */
  public static double nines(double percent) {
    return 0 - Math.log10(1 - percent / 100);
  }

  private static double kaplanMeier(Percentiles.Row row) {
    return Double.isFinite(row.kaplanMeierMs()) ? row.kaplanMeierMs() : Double.NaN;
  }

  private static String label(double nines) {
    long whole = Math.round(nines);
    if (Math.abs(nines - whole) > 1e-6) {
      return "";
    }
    double percent = 100 - Math.pow(10, 2 - whole);
    return Labels.significant(percent, (int) Math.max(2, whole)) + " %";
  }
}
