package flowgauge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.report.ArticleRun.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Whatever others wrote is text in the report and its charts; PageTest looks with a browser. */
class EscapeTest {
  private static final Set<String> DRAWING =
      Set.of(
          "svg",
          "g",
          "defs",
          "clipPath",
          "path",
          "rect",
          "circle",
          "ellipse",
          "line",
          "polyline",
          "polygon",
          "use",
          "image",
          "text",
          "tspan",
          "title",
          "desc",
          "style",
          "symbol");

  @TempDir Path folder;

  /** A report all of whose texts are hostile, of a run with failures and a comparison. */
  static void write(Path folder, Path out) throws IOException {
    Subject plain =
        Subject.of(
            List.of(
                new ArticleRun(folder, 5)
                    .interrupted()
                    .with(Shape.wsgi(40, 20, 8).failing(.02))
                    .with(Shape.asgi(40, 20).failing(.02))
                    .write()));
    Report.write(Hostile.all(plain), out);
  }

  @Test
  void whatOthersWroteIsTextInPageAndPictures()
      throws IOException, ParserConfigurationException, SAXException {
    Path out = folder.resolve("out").resolve("report.html");
    write(folder.resolve("run"), out);
    String html = Files.readString(out);
    assertEquals(1, html.split("<script", -1).length - 1, "scripts");
    assertFalse(html.contains("<img"), "an image");
    assertFalse(Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\n\t]]").matcher(html).find(), "a control");
    assertTrue(html.split(Hostile.SIGN, -1).length > 200, "the texts are in it");
    try (Stream<Path> files = Files.list(out.resolveSibling("charts"))) {
      List<Path> pictures = files.filter(file -> file.toString().endsWith(".svg")).toList();
      assertTrue(pictures.size() >= 10, "pictures " + pictures);
      for (Path picture : pictures) {
        drawsOnly(picture);
      }
    }
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        assertTrue(name.matches("[a-z0-9.-]+"), "a file called " + name);
      }
    }
  }

  private static void drawsOnly(Path picture)
      throws IOException, ParserConfigurationException, SAXException {
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
    parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    parsers.setNamespaceAware(true);
    NodeList all = parsers.newDocumentBuilder().parse(picture.toFile()).getElementsByTagName("*");
    assertTrue(all.getLength() > 10, picture + " is empty");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      assertTrue(
          DRAWING.contains(element.getLocalName()), picture + " has " + element.getLocalName());
      for (int a = 0; a < element.getAttributes().getLength(); a++) {
        String name = element.getAttributes().item(a).getLocalName();
        String value = element.getAttributes().item(a).getNodeValue();
        assertFalse(name.startsWith("on"), picture + ": " + name);
        assertTrue(
            !name.equals("href") || value.matches("(?s)#.*|data:image/.*"), picture + ": " + value);
      }
    }
  }
}
