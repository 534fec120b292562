package flowgauge.chart.draw;

import java.awt.Image;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.constants.XMLConstants;
import org.apache.batik.svggen.DefaultImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGSyntax;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What Batik makes of a figure: right, but long; {@link Svg} shortens it. */
final class SvgDrawing {
  /** The styles that a figure uses; Batik writes each of them at every turn, fonts too. */
  private static final Set<String> STYLES =
      Set.of(
          "fill",
          "fill-opacity",
          "stroke",
          "stroke-opacity",
          "stroke-width",
          "stroke-linecap",
          "stroke-linejoin",
          "stroke-dasharray",
          "clip-path");

  private SvgDrawing() {}

  static String of(Figure figure, int width, boolean whole) {
    Document document = empty();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setPrecision(4);
    context.setComment(null);
    context.setImageHandler(new Pictures());
    context.setStyleHandler(SvgDrawing::style);
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    Rendering.within(
        () -> {
          if (whole) {
            figure.paint(graphics, width);
          } else {
            figure.paintPanels(graphics, width);
          }
        },
        figure.id());
    int height = whole ? figure.height(width) : figure.panelsHeight(width);
    Element root = graphics.getRoot();
    root.setAttribute("width", "" + width);
    root.setAttribute("height", "" + height);
    root.setAttribute("viewBox", "0 0 " + width + " " + height);
    StringWriter out = new StringWriter();
    try {
      graphics.stream(root, out, false, false);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString();
  }

  private static Document empty() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVGSyntax.SVG_NAMESPACE_URI, "svg", null);
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void style(Element element, Map<?, ?> styles, SVGGeneratorContext context) {
    styles.forEach(
        (name, value) -> {
          if (STYLES.contains(name)) {
            element.setAttribute((String) name, (String) value);
          }
        });
  }

  /** Embeds pictures as they are. */
  private static final class Pictures extends DefaultImageHandler {
    @Override
    protected void handleHREF(Image image, Element element, SVGGeneratorContext context) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        ImageIO.write((RenderedImage) image, "png", bytes);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      element.setAttribute("image-rendering", "pixelated");
      element.setAttributeNS(
          XMLConstants.XLINK_NAMESPACE_URI,
          "xlink:href",
          "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }
  }
}
