package flowgauge.chart.draw;

import flowgauge.analyze.intervals.Intervals;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The one look of all charts: a theme's colours, each scenario's own colour, fonts and sizes.
 *
 * <pre>{@code
 * Style style = Style.of(Theme.LIGHT, List.of("wsgi-sync", "asgi-async"));
 * XYChart chart = style.axes("time since start (s)");
 * style.line(chart, "wsgi-sync", seconds, rates, style.scenario("wsgi-sync"));
 * }</pre>
 */
public final class Style {
  /** The width that everything is made for, in pixels; narrower ones reflow. */
  public static final int WIDTH = 800;

  /** Room for the labels of an axis, so that stacked panels share one left edge. */
  static final int AXIS_WIDTH = 52;

  private static final String FAMILY = "DejaVu Sans";
  static final Font TITLE = new Font(FAMILY, Font.BOLD, 16);
  static final Font HEADING = new Font(FAMILY, Font.BOLD, 12);
  static final Font TEXT = new Font(FAMILY, Font.PLAIN, 12);
  static final Font SMALL = new Font(FAMILY, Font.PLAIN, 11);

  private final Theme theme;
  private final List<String> scenarios;

  private Style(Theme theme, List<String> scenarios) {
    this.theme = theme;
    this.scenarios = List.copyOf(scenarios);
  }

  /** The look for charts of these scenarios, named in the order of their run. */
  public static Style of(Theme theme, List<String> scenarios) {
    return new Style(theme, scenarios);
  }

  /** The theme's colours. */
  public Theme theme() {
    return theme;
  }

  /**
   * A scenario's colour, the same in every chart: fixed for those that flowgauge brings along; any
   * other takes the next free one in the order of the run.
   */
  public Color scenario(String name) {
    Color known = theme.known(name);
    if (known != null) {
      return known;
    }
    List<String> unknown = new ArrayList<>(scenarios);
    unknown.removeIf(other -> theme.known(other) != null);
    return theme.other(Math.max(0, unknown.indexOf(name)));
  }

  /** The same colour, seen through. */
  public static Color faded(Color color, double opacity) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
  }

  /**
   * Empty axes with the look and these spans; the value axis is named by the panel's heading.
   *
   * @param xTitle name and unit of the horizontal axis; empty where a panel below carries it
   */
  public XYChart axes(String xTitle, Range x, Range y) {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(220).xAxisTitle(xTitle).build();
    XYStyler styler = chart.getStyler();
    styler.setLocale(Locale.ROOT);
    styler.setBaseFont(TEXT);
    styler.setChartBackgroundColor(theme.paper());
    styler.setPlotBackgroundColor(theme.paper());
    styler.setChartFontColor(theme.muted());
    styler.setChartPadding(0);
    styler.setChartTitleVisible(false);
    styler.setLegendVisible(false);
    styler.setPlotBorderVisible(false);
    styler.setPlotContentSize(.96);
    styler.setPlotMargin(2);
    styler.setPlotGridLinesColor(theme.grid());
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotTicksMarksVisible(false);
    styler.setAxisTicksLineVisible(false);
    styler.setAxisTicksMarksVisible(false);
    styler.setAxisTickLabelsFont(SMALL);
    styler.setAxisTickLabelsColor(theme.muted());
    styler.setAxisTitleFont(SMALL);
    styler.setAxisTitlePadding(7);
    styler.setXAxisTitleVisible(!xTitle.isEmpty());
    styler.setYAxisTitleVisible(false);
    styler.setYAxisLabelAlignment(TextAlignment.Right);
    styler.setYAxisLeftWidthHint(AXIS_WIDTH);
    styler.setXAxisTickMarkSpacingHint(48);
    styler.setYAxisTickMarkSpacingHint(36);
    styler.setDecimalPattern("#,##0.######");
    styler.setXAxisMin(x.min());
    styler.setXAxisMax(x.max());
    styler.setYAxisMin(y.min());
    styler.setYAxisMax(y.max());
    // Unevenly spaced, since XChart puts the ticks of evenly spaced data at the data's own values.
    XYSeries corners = chart.addSeries("corners", uneven(x), uneven(y));
    corners.setLineStyle(SeriesLines.NONE);
    corners.setMarker(SeriesMarkers.NONE);
    return chart;
  }

  /** The same with a logarithmic value axis that is labelled at 1, 2 and 5. */
  XYChart logarithmicAxes(String xTitle, Range x, Range y) {
    XYChart chart = axes(xTitle, x, y);
    XYStyler styler = chart.getStyler();
    styler.setYAxisLogarithmic(true);
    styler.setYAxisLogarithmicDecadeOnly(false);
    boolean narrow = y.max() / y.min() < 15;
    styler.setYAxisTickLabelsFormattingFunction(value -> Labels.logarithmic(value, narrow));
    return chart;
  }

  /** Axes whose value axis is of this scale. */
  public XYChart axes(String xTitle, Range x, Scale scale) {
    return scale.logarithmic()
        ? logarithmicAxes(xTitle, x, scale.range())
        : axes(xTitle, x, scale.range());
  }

  /** Shades a stretch of the horizontal axis, below what is added after it. */
  public void shade(XYChart chart, double from, double to) {
    if (to > from) {
      double low = chart.getStyler().getYAxisMin();
      double high = chart.getStyler().getYAxisMax();
      double room = chart.getStyler().isYAxisLogarithmic() ? low * .5 : high - low;
      XYSeries area =
          chart.addSeries(
              "stretch " + chart.getSeriesCollection().size(),
              new double[] {from, to, to, from},
              new double[] {low - room, low - room, high + room, high + room});
      area.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
      area.setFillColor(faded(theme.grid(), .55));
      area.setLineStyle(SeriesLines.NONE);
      area.setMarker(SeriesMarkers.NONE);
    }
  }

  /** Adds a line; does nothing without a point. */
  public static void line(XYChart chart, String name, double[] x, double[] y, Color color) {
    line(chart, name, x, y, color, stroke(1.8f));
  }

  /** Adds a line of a given stroke; does nothing without a point. */
  public static void line(
      XYChart chart, String name, double[] x, double[] y, Color color, BasicStroke stroke) {
    if (Arrays.stream(y).anyMatch(Double::isFinite)) {
      XYSeries series = chart.addSeries(name, x, y);
      series.setLineColor(color);
      series.setLineStyle(stroke);
      series.setMarker(SeriesMarkers.NONE);
    }
  }

  /** The length of the longest of these scenarios, seconds. */
  public static double widest(Collection<Intervals> scenarios) {
    return scenarios.stream().mapToDouble(Series::end).max().orElse(1);
  }

  /** An entry of the legend for each of these scenarios. */
  public List<Figure.Key> keys(Collection<String> names, Figure.Look look) {
    return names.stream().map(name -> new Figure.Key(name, scenario(name), look)).toList();
  }

  /** A solid stroke. */
  public static BasicStroke stroke(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /** A dashed stroke. */
  public static BasicStroke dashed(float width) {
    return new BasicStroke(
        width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 4}, 0);
  }

  private static double[] uneven(Range range) {
    double third = range.min() + (range.max() - range.min()) * .29;
    return new double[] {range.min(), third, range.max()};
  }
}
