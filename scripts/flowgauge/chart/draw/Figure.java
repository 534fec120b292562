package flowgauge.chart.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * A chart ready to be drawn: a title that says the finding, a note, one legend, and one or more
 * panels below each other on a shared horizontal axis. It flows to any width from 320 pixels on;
 * the height follows.
 *
 * @param id short name, which is also a file's
 * @param title the finding, or the scenario
 * @param note what is drawn, and from what; may be empty
 * @param alternative what a reader who can't see it must know, in words
 * @param keys the legend, in the order of drawing
 * @param panels from top to bottom
 * @param theme its colours
 */
public record Figure(
    String id,
    String title,
    String note,
    String alternative,
    List<Key> keys,
    List<Panel> panels,
    Theme theme) {

  private static final int MARGIN = 14;
  private static final int GAP = 12;
  private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

  /** How a legend's entry looks. */
  public enum Look {
    LINE,
    DASHES,
    THIN,
    FILL,
    POINT
  }

  /** An entry of the legend. */
  public record Key(String label, Color color, Look look) {}

  /**
   * One pair of axes.
   *
   * @param heading what the value axis shows, with its unit
   * @param chart the axes
   * @param height in pixels
   */
  public record Panel(String heading, XYChart chart, int height) {}

  /** Copies the lists. */
  public Figure {
    keys = List.copyOf(keys);
    panels = List.copyOf(panels);
  }

  /** The height at this width, pixels. */
  public int height(int width) {
    return layOut(null, width, true);
  }

  int panelsHeight(int width) {
    return layOut(null, width, false);
  }

  /** Draws it from the origin. */
  public void paint(Graphics2D g, int width) {
    paint(g, width, true);
  }

  /** Draws its panels alone, where title, note and legend stand as text around it. */
  void paintPanels(Graphics2D g, int width) {
    paint(g, width, false);
  }

  private void paint(Graphics2D g, int width, boolean whole) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setColor(theme.paper());
    g.fill(new Rectangle2D.Double(0, 0, width, layOut(null, width, whole)));
    layOut(g, width, whole);
  }

  private int layOut(Graphics2D g, int width, boolean whole) {
    int margin = whole ? MARGIN : 0;
    int inner = width - 2 * margin;
    double y = whole ? head(g, inner) : 0;
    for (Panel panel : panels) {
      y += GAP;
      for (String line : wrap(panel.heading, Style.HEADING, inner)) {
        y += 15;
        write(g, line, Style.HEADING, theme.muted(), margin, y - 3);
      }
      y += 5;
      if (g != null) {
        g.translate(margin, y);
        panel.chart.paint(g, inner, panel.height);
        g.translate(-margin, -y);
      }
      y += panel.height;
    }
    return (int) Math.ceil(y) + margin;
  }

  private double head(Graphics2D g, int inner) {
    double y = MARGIN;
    for (String line : wrap(title, Style.TITLE, inner)) {
      y += 20;
      write(g, line, Style.TITLE, theme.ink(), MARGIN, y - 4);
    }
    for (String line : wrap(note, Style.TEXT, inner)) {
      y += 16;
      write(g, line, Style.TEXT, theme.muted(), MARGIN, y - 1);
    }
    return keys.isEmpty() ? y + 2 : legend(g, inner, y + 6);
  }

  private double legend(Graphics2D g, int inner, double top) {
    double x = 0;
    double y = top + 13;
    for (Key key : keys) {
      double wide = 26 + width(key.label, Style.TEXT) + 18;
      if (x > 0 && x + wide - 18 > inner) {
        x = 0;
        y += 18;
      }
      if (g != null) {
        swatch(g, key, MARGIN + x, y - 4);
      }
      write(g, key.label, Style.TEXT, theme.ink(), MARGIN + x + 26, y);
      x += wide;
    }
    return y + 4;
  }

  private static void swatch(Graphics2D g, Key key, double x, double y) {
    g.setColor(key.color);
    switch (key.look) {
      case FILL -> g.fill(new Rectangle2D.Double(x + 3, y - 6, 14, 12));
      case POINT -> g.fill(new java.awt.geom.Ellipse2D.Double(x + 6, y - 4, 8, 8));
      default -> {
        g.setStroke(
            switch (key.look) {
              case DASHES -> Style.dashed(1.8f);
              case THIN -> new BasicStroke(1);
              default -> Style.stroke(2.4f);
            });
        g.draw(new Line2D.Double(x, y, x + 20, y));
      }
    }
  }

  private static void write(Graphics2D g, String text, Font font, Color color, double x, double y) {
    if (g != null) {
      g.setColor(color);
      Marks.write(g, text, font, x, y);
    }
  }

  /** Wraps text into as few lines as fit, of about the same length. */
  private static List<String> wrap(String text, Font font, int width) {
    List<String> widest = fill(text, font, width);
    List<String> even = widest;
    for (int narrower = width - 20; narrower > width / 3; narrower -= 20) {
      List<String> lines = fill(text, font, narrower);
      if (widest.size() == 1 || lines.size() > widest.size()) {
        break;
      }
      even = lines;
    }
    return even;
  }

  private static List<String> fill(String text, Font font, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, font) > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(word);
      } else {
        line.setLength(0);
        line.append(longer);
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  private static double width(String text, Font font) {
    return new TextLayout(text, font, METRICS).getAdvance();
  }
}
