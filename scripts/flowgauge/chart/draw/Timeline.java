package flowgauge.chart.draw;

import flowgauge.analyze.intervals.Intervals;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Panels below each other on one time axis, in seconds since the scenario's start. */
public final class Timeline {
  private static final String AXIS = "time since the scenario's start (s)";

  /** So much wider than its line a point is, pixels. */
  private static final float POINT = 3;

  private final Style style;
  private final Range time;
  private final double[] shades;
  private final List<Figure.Panel> panels = new ArrayList<>();

  /**
   * An empty one.
   *
   * @param seconds its length
   * @param shades from and to of each stretch that is shaded in all panels, seconds
   */
  public Timeline(Style style, double seconds, double... shades) {
    this.style = style;
    this.time = new Range(0, Math.max(seconds, 1));
    this.shades = shades;
  }

  /** One as long as the longest of these scenarios, shaded as the first of them is. */
  public static Timeline over(Style style, Collection<Intervals> scenarios) {
    return new Timeline(
        style,
        Style.widest(scenarios),
        scenarios.stream().findFirst().map(Series::unsteady).orElse(new double[0]));
  }

  /** Adds a panel with a linear value axis. */
  public XYChart panel(String heading, int height, Range values) {
    return add(heading, height, style.axes("", time, values));
  }

  /** Adds a panel with a value axis of this scale, in milliseconds. */
  public XYChart panel(String heading, int height, Scale scale) {
    return add(heading + " " + scale.milliseconds(), height, style.axes("", time, scale));
  }

  private XYChart add(String heading, int height, XYChart chart) {
    for (int i = 0; i + 1 < shades.length; i += 2) {
      style.shade(chart, shades[i], shades[i + 1]);
    }
    panels.add(new Figure.Panel(heading, chart, height));
    return chart;
  }

  /** Draws a series, thinned so that no peak is lost. */
  public static void line(XYChart chart, String name, double[] x, double[] y, Color color) {
    line(chart, name, x, y, color, 1.6f);
  }

  /**
   * Draws a series of a given width, thinned so that no peak is lost. A value between two gaps, of
   * which a line would show nothing, is a point.
   */
  public static void line(
      XYChart chart, String name, double[] x, double[] y, Color color, float width) {
    Thinning.Points thin = Thinning.thin(x, y, Thinning.BUCKETS);
    Style.line(chart, name, thin.x(), thin.y(), color, Style.stroke(width));
    double[] alone = alone(thin.y());
    if (Arrays.stream(alone).anyMatch(Double::isFinite)) {
      chart.addAnnotation(Marks.dots(thin.x(), alone, color, width + POINT));
    }
  }

  private static double[] alone(double[] y) {
    double[] alone = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      boolean before = i > 0 && Double.isFinite(y[i - 1]);
      boolean after = i + 1 < y.length && Double.isFinite(y[i + 1]);
      alone[i] = before || after ? Double.NaN : y[i];
    }
    return alone;
  }

  /** Draws counts as upright strokes from zero, so that a single one is seen. */
  public static void strokes(
      XYChart chart, double[] x, double[] counts, double width, Color color) {
    Thinning.Points thin = Thinning.thin(x, counts, Thinning.BUCKETS);
    for (int i = 0; i < thin.x().length; i++) {
      if (thin.y()[i] > 0) {
        chart.addAnnotation(
            Marks.box(thin.x()[i] - width / 2, thin.x()[i] + width / 2, 0, thin.y()[i], color));
      }
    }
  }

  /**
   * How wide a stroke is that stands for an interval: as wide as it, and wide enough to be seen.
   */
  public double stroke(Intervals intervals) {
    return Math.max(time.max() / 330, intervals.stepSeconds() * .8);
  }

  /** All panels; the last one carries the axis's name. */
  public List<Figure.Panel> panels() {
    if (!panels.isEmpty()) {
      XYChart last = panels.get(panels.size() - 1).chart();
      last.setXAxisTitle(AXIS);
      last.getStyler().setXAxisTitleVisible(true);
    }
    return panels;
  }
}
