package flowgauge.chart.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/** Writes a figure as PNG. */
public final class Png {
  private Png() {}

  /**
   * The bytes of a PNG file.
   *
   * @param width of the figure, in its own pixels
   * @param scale picture's pixels to one of the figure's; 2 for sharp displays
   */
  public static byte[] bytes(Figure figure, int width, double scale) {
    int height = figure.height(width);
    return bytes(width, height, scale, g -> figure.paint(g, width), figure.id());
  }

  /**
   * The bytes of a PNG file of a chart made with XChart itself.
   *
   * @param scale picture's pixels to one of the chart's; 2 for sharp displays
   */
  public static byte[] bytes(Chart<?, ?> chart, double scale) {
    int width = chart.getWidth();
    int height = chart.getHeight();
    return bytes(width, height, scale, g -> chart.paint(g, width, height), "chart");
  }

  private static byte[] bytes(
      int width, int height, double scale, Consumer<Graphics2D> painting, String name) {
    BufferedImage image =
        new BufferedImage(
            (int) Math.round(width * scale),
            (int) Math.round(height * scale),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    // half a pixel at an edge is nobody's, and black where nothing lies below it
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(scale, scale);
    Rendering.within(() -> painting.accept(graphics), name);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
