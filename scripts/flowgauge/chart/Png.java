package flowgauge.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

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
    BufferedImage image =
        new BufferedImage(
            (int) Math.round(width * scale),
            (int) Math.round(height * scale),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(scale, scale);
    Rendering.within(() -> figure.paint(graphics, width), figure.id());
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
