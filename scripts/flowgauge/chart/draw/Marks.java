package flowgauge.chart.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.knowm.xchart.internal.chartpart.Annotation;

/** What is laid over the axes of a panel, in the axes' own units. Drawn after the series. */
public final class Marks {
  private Marks() {}

  /** A mark: paints itself inside the plot, never beyond it. */
  abstract static class Mark extends Annotation {
    Mark() {
      super(false);
    }

    /** Writes on a patch of paper, so that a line behind does not cut through. */
    void text(Graphics2D g, String text, double x, double y) {
      if (!text.isEmpty()) {
        Color ink = g.getColor();
        g.setColor(Style.faded(styler.getPlotBackgroundColor(), .8));
        g.fill(new Rectangle2D.Double(x - 2, y - 10, width(g, text) + 4, 13));
        g.setColor(ink);
        write(g, text, Style.SMALL, x, y);
      }
    }

    abstract void draw(Graphics2D g, Rectangle2D plot);

    @Override
    public void paint(Graphics2D g) {
      Shape clip = g.getClip();
      double left = getXAxisScreenValueForMin();
      double top = getYAxisScreenValueForMin();
      Rectangle2D plot =
          new Rectangle2D.Double(
              left, top, getXAxisScreenValueForMax() - left, getYAxisScreenValueForMax() - top);
      if (plot.getWidth() < 1 || plot.getHeight() < 1) {
        return;
      }
      g.setClip(plot);
      draw(g, plot);
      g.setClip(clip);
    }

    double x(double value) {
      return chart.getScreenXFromChart(value);
    }

    double y(double value) {
      return chart.getScreenYFromChart(value);
    }
  }

  /** A dashed line across at a value, with a label above or below its right end. */
  public static Mark level(double value, String label, Color color, boolean above) {
    return new Mark() {
      @Override
      void draw(Graphics2D g, Rectangle2D plot) {
        double at = y(value);
        g.setColor(color);
        g.setStroke(Style.dashed(1.4f));
        g.draw(new Line2D.Double(plot.getMinX(), at, plot.getMaxX(), at));
        text(g, label, plot.getMaxX() - 4 - width(g, label), at + (above ? -5 : 13));
      }
    };
  }

  /** A dashed line from bottom to top at a value, with a label beside its upper end. */
  public static Mark moment(double value, String label, Color color, int row) {
    return new Mark() {
      @Override
      void draw(Graphics2D g, Rectangle2D plot) {
        double at = x(value);
        g.setColor(color);
        g.setStroke(Style.dashed(1.4f));
        g.draw(new Line2D.Double(at, plot.getMinY(), at, plot.getMaxY()));
        double wide = width(g, label);
        double left = at + 5 + wide > plot.getMaxX() ? at - 5 - wide : at + 5;
        text(g, label, left, plot.getMinY() + 12 + 14 * row);
      }
    };
  }

  /** The area between two curves; NaN leaves a gap. */
  public static Mark band(double[] x, double[] low, double[] high, Color color) {
    return new Mark() {
      @Override
      void draw(Graphics2D g, Rectangle2D plot) {
        g.setColor(color);
        int from = 0;
        while (from < x.length) {
          int to = from;
          while (to < x.length && Double.isFinite(low[to]) && Double.isFinite(high[to])) {
            to++;
          }
          if (to - from > 1) {
            Path2D area = new Path2D.Double();
            area.moveTo(x(x[from]), y(low[from]));
            for (int i = from + 1; i < to; i++) {
              area.lineTo(x(x[i]), y(low[i]));
            }
            for (int i = to - 1; i >= from; i--) {
              area.lineTo(x(x[i]), y(high[i]));
            }
            area.closePath();
            g.fill(area);
          }
          from = to + 1;
        }
      }
    };
  }

  /** A curve in one stroke, so that dashes run on over its points; NaN leaves a gap. */
  public static Mark curve(double[] x, double[] y, Color color, BasicStroke stroke) {
    return new Mark() {
      @Override
      void draw(Graphics2D g, Rectangle2D plot) {
        Path2D curve = new Path2D.Double();
        boolean open = false;
        for (int i = 0; i < x.length; i++) {
          if (!Double.isFinite(y[i])) {
            open = false;
          } else if (open) {
            curve.lineTo(x(x[i]), y(y[i]));
          } else {
            curve.moveTo(x(x[i]), y(y[i]));
            open = true;
          }
        }
        g.setColor(color);
        g.setStroke(stroke);
        g.draw(curve);
      }
    };
  }

  /** Points, as strokes of no length with round ends: one path for all of them. */
  public static Mark dots(double[] x, double[] y, Color color, float size) {
    return new Mark() {
      @Override
      void draw(Graphics2D g, Rectangle2D plot) {
        Path2D dots = new Path2D.Double();
        for (int i = 0; i < x.length; i++) {
          if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
            dots.moveTo(x(x[i]), y(y[i]));
            dots.lineTo(x(x[i]) + .01, y(y[i]));
          }
        }
        g.setColor(color);
        g.setStroke(Style.stroke(size));
        g.draw(dots);
      }
    };
  }

  /** Text centred at a point, its lines below each other. */
  public static Mark text(double x, double y, Color color, String... lines) {
    return new Mark() {
      @Override
      void draw(Graphics2D g, Rectangle2D plot) {
        g.setColor(color);
        for (int i = 0; i < lines.length; i++) {
          double down = 15 * (i - (lines.length - 1) / 2.0) + 4;
          write(g, lines[i], Style.SMALL, x(x) - width(g, lines[i]) / 2, y(y) + down);
        }
      }
    };
  }

  /** Upright lines from a low to a high value; NaN leaves one out. */
  public static Mark spans(double[] x, double[] low, double[] high, Color color) {
    return new Mark() {
      @Override
      void draw(Graphics2D g, Rectangle2D plot) {
        g.setColor(color);
        g.setStroke(Style.stroke(1.2f));
        for (int i = 0; i < x.length; i++) {
          if (Double.isFinite(low[i]) && Double.isFinite(high[i])) {
            g.draw(new Line2D.Double(x(x[i]), y(low[i]), x(x[i]), y(high[i])));
          }
        }
      }
    };
  }

  /** A filled box in the units of both axes. */
  public static Mark box(double left, double right, double bottom, double top, Color color) {
    return new Mark() {
      @Override
      void draw(Graphics2D g, Rectangle2D plot) {
        g.setColor(color);
        double up = y(top);
        g.fill(new Rectangle2D.Double(x(left), up, x(right) - x(left), y(bottom) - up));
      }
    };
  }

  /** A picture stretched over a box in the units of both axes, its pixels kept sharp. */
  public static Mark picture(
      BufferedImage image, double left, double right, double bottom, double top) {
    return new Mark() {
      @Override
      void draw(Graphics2D g, Rectangle2D plot) {
        int up = (int) Math.round(y(top));
        int from = (int) Math.round(x(left));
        g.setColor(styler.getPlotBackgroundColor()); // an SVG names the colour, though unused
        g.setRenderingHint(
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        int wide = (int) Math.round(x(right)) - from;
        g.drawImage(image, from, up, wide, (int) Math.round(y(bottom)) - up, null);
      }
    };
  }

  private static double width(Graphics2D g, String text) {
    return text.isEmpty() ? 0 : layout(g, text, Style.SMALL).getAdvance();
  }

  /** Writes text as outlines, so that it looks the same wherever the picture is shown. */
  static void write(Graphics2D g, String text, Font font, double x, double y) {
    if (!text.isEmpty()) {
      g.fill(layout(g, text, font).getOutline(AffineTransform.getTranslateInstance(x, y)));
    }
  }

  static TextLayout layout(Graphics2D g, String text, Font font) {
    return new TextLayout(text, font, g.getFontRenderContext());
  }
}
