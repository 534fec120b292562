package flowgauge.chart;

import flowgauge.analyze.grid.Grid;
import flowgauge.analyze.grid.GridCell;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Theme;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/** What a model said of each setting against what was measured: on the line, both are the same. */
public final class PredictionCheck {
  private PredictionCheck() {}

  /** Draws it; without a panel where nothing was predicted. */
  public static Figure figure(Theme theme, Grid grid) {
    List<GridCell> cells =
        grid.cells().stream().filter(c -> !Double.isNaN(c.throughputError())).toList();
    List<String> subjects = grid.cells().stream().map(GridCell::subject).distinct().toList();
    Style style = Style.of(theme, subjects);
    List<String> predicted = cells.stream().map(GridCell::subject).distinct().toList();
    List<Figure.Key> keys = new ArrayList<>(style.keys(predicted, Figure.Look.POINT));
    keys.add(new Figure.Key("as measured", theme.muted(), Figure.Look.DASHES));
    List<Figure.Panel> panels =
        cells.isEmpty()
            ? List.of()
            : List.of(
                panel(
                    style,
                    "Predicted requests/s, shaded: within 15 % of the measured",
                    "measured requests/s",
                    cells,
                    GridCell::perSecond,
                    c -> c.predicted().orElseThrow().perSecond(),
                    .15),
                panel(
                    style,
                    "Predicted median response time (s), shaded: within 25 %",
                    "measured median response time (s)",
                    cells,
                    c -> c.medianMs() / 1e3,
                    c -> c.predicted().orElseThrow().medianMs() / 1e3,
                    .25));
    return new Figure(
        "prediction",
        "Predicted within 15 %% of the measured throughput in %d of %d settings, within 25 %% of the median in %d"
            .formatted(grid.throughputWithin(), grid.predicted(), grid.medianWithin()),
        "A point a setting; calibrated by one setting of each scenario.",
        "Predicted against measured throughput and median response time.",
        keys,
        panels,
        theme);
  }

  private static Figure.Panel panel(
      Style style,
      String heading,
      String axis,
      List<GridCell> cells,
      ToDoubleFunction<GridCell> measured,
      ToDoubleFunction<GridCell> predicted,
      double within) {
    double[] x = cells.stream().mapToDouble(measured).toArray();
    double[] y = cells.stream().mapToDouble(predicted).toArray();
    Range range = Range.fromZero(x, y);
    XYChart chart = style.axes(axis, range, range);
    double[] ends = {0, range.max()};
    Color muted = style.theme().muted();
    chart.addAnnotation(
        Marks.band(
            ends,
            new double[] {0, range.max() * (1 - within)},
            new double[] {0, range.max() * (1 + within)},
            Style.faded(style.theme().grid(), .6)));
    chart.addAnnotation(Marks.curve(ends, ends, muted, Style.dashed(1.4f)));
    for (String subject : cells.stream().map(GridCell::subject).distinct().toList()) {
      List<GridCell> own = cells.stream().filter(c -> c.subject().equals(subject)).toList();
      chart.addAnnotation(
          Marks.dots(
              own.stream().mapToDouble(measured).toArray(),
              own.stream().mapToDouble(predicted).toArray(),
              style.scenario(subject),
              8));
    }
    return new Figure.Panel(heading, chart, 260);
  }
}
