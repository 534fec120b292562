package flowgauge.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** Compares what two executions of a notebook showed: text to the letter, pictures as seen. */
final class CellOutputs {
  /** Mean difference of a channel, of 255: fonts may be smoothed in another way. */
  private static final double UNSEEN = 1;

  private CellOutputs() {}

  static void assertSame(String message, JsonNode expected, JsonNode actual) throws IOException {
    assertEquals(texts(expected), texts(actual), message);
    // Pictures hold text: another font makes another picture of the same chart.
    if (new Font("DejaVu Sans", Font.PLAIN, 12).getFamily().startsWith("DejaVu")) {
      List<BufferedImage> before = pictures(expected);
      List<BufferedImage> after = pictures(actual);
      assertEquals(before.size(), after.size(), message);
      for (int i = 0; i < before.size(); i++) {
        double apart = difference(before.get(i), after.get(i));
        assertTrue(apart <= UNSEEN, message + " (picture %d, by %.1f)".formatted(i + 1, apart));
      }
    }
  }

  private static List<String> texts(JsonNode notebook) {
    List<String> texts = new ArrayList<>();
    for (JsonNode output : outputs(notebook)) {
      ObjectNode copy = output.deepCopy();
      if (copy.get("data") instanceof ObjectNode data) {
        data.remove("image/png");
      }
      texts.add(copy.toString());
    }
    return texts;
  }

  private static List<BufferedImage> pictures(JsonNode notebook) throws IOException {
    List<BufferedImage> pictures = new ArrayList<>();
    for (JsonNode output : outputs(notebook)) {
      JsonNode png = output.at("/data/image~1png");
      if (!png.isMissingNode()) {
        byte[] bytes = Base64.getMimeDecoder().decode(png.asText());
        pictures.add(ImageIO.read(new ByteArrayInputStream(bytes)));
      }
    }
    return pictures;
  }

  private static List<JsonNode> outputs(JsonNode notebook) {
    List<JsonNode> outputs = new ArrayList<>();
    notebook.get("cells").forEach(cell -> cell.path("outputs").forEach(outputs::add));
    return outputs;
  }

  private static double difference(BufferedImage a, BufferedImage b) {
    if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
      return 255;
    }
    long sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        int p = a.getRGB(x, y);
        int q = b.getRGB(x, y);
        for (int shift = 0; shift < 24; shift += 8) {
          sum += Math.abs((p >> shift & 255) - (q >> shift & 255));
        }
      }
    }
    return sum / (3.0 * a.getWidth() * a.getHeight());
  }
}
