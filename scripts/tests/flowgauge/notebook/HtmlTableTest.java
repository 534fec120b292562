package flowgauge.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class HtmlTableTest {
  private static final String HOSTILE =
      "\"'>]]></td></table></svg><script>alert(1)</script><img src=x onerror=alert(1)>&amp;";
  private static final String CONTROLS = "\u0000\u001b[31m\u007f\u009b\u202e\ud800\uffff";

  @Test
  void namesAndCellsAreText() throws IOException, ParserConfigurationException, SAXException {
    Table table =
        Table.create(
            "t" + HOSTILE,
            StringColumn.create(
                "name" + HOSTILE, Collections.nCopies(40, "cell" + HOSTILE + CONTROLS)),
            DoubleColumn.create("figure" + CONTROLS, new double[40]));
    String html = "<x>" + HtmlTable.of(table) + "</x>";
    Document read =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    NodeList all = read.getElementsByTagName("*");
    int cells = 0;
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      assertTrue(
          Set.of("x", "table", "thead", "tbody", "tr", "th", "td", "p")
              .contains(element.getTagName()),
          element.getTagName());
      for (int a = 0; a < element.getAttributes().getLength(); a++) {
        assertEquals("style", element.getAttributes().item(a).getNodeName());
      }
      cells +=
          element.getTagName().equals("td")
                  && element.getTextContent().startsWith("cell" + HOSTILE + "\ufffd")
              ? 1
              : 0;
    }
    assertEquals("name" + HOSTILE, read.getElementsByTagName("th").item(0).getTextContent());
    assertEquals(20, cells);
    assertTrue(html.codePoints().noneMatch(c -> c != '\n' && Character.isISOControl(c)));
  }
}
