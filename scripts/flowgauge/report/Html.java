package flowgauge.report;

import java.util.List;
import java.util.regex.Pattern;

/** The few forms of HTML that the report is made of; whatever text goes in comes out escaped. */
public final class Html {
  /** A command or an address: a word too long for a column. */
  private static final Pattern UNBREAKABLE = Pattern.compile("\\S{25}");

  /** Tables with more columns show a row as a list on a narrow screen. */
  private static final int MANY_COLUMNS = 4;

  private final StringBuilder out = new StringBuilder();

  /**
   * Text with all that HTML would take for its own replaced, also fit for an attribute, and U+FFFD
   * for what is no text: control characters, halves of surrogate pairs, and the marks that turn the
   * order of letters round.
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isText(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString().replace(" %", "\u00A0%");
  }

  private static boolean isText(int c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
    boolean half = Character.getType(c) == Character.SURROGATE;
    boolean none = (c & 0xFFFE) == 0xFFFE;
    boolean turns =
        c == 0x061C
            || c >= 0x200E && c <= 0x200F
            || c >= 0x202A && c <= 0x202E
            || c >= 0x2066 && c <= 0x2069;
    return !control && !half && !none && !turns;
  }

  /** Markup as it stands: only ever literals of this package and pictures. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html element(String tag, String text) {
    out.append('<').append(tag).append('>').append(escape(text)).append("</").append(tag);
    out.append(">\n");
    return this;
  }

  Html paragraph(String text) {
    return element("p", text);
  }

  /** A list of points; nothing without one. */
  Html points(List<String> points) {
    if (!points.isEmpty()) {
      out.append("<ul>\n");
      points.forEach(point -> element("li", point));
      out.append("</ul>\n");
    }
    return this;
  }

  /**
   * A table that can be sorted by any column. Its roles are spelt out, since a style that turns
   * rows into lists would take them away.
   */
  Html table(Grid grid) {
    if (grid.rows().isEmpty()) {
      return this;
    }
    boolean many = grid.head().size() > MANY_COLUMNS;
    out.append("<table role=\"table\" class=\"sortable")
        .append(many ? " many" : "")
        .append("\">\n");
    element("caption", grid.caption());
    out.append("<thead role=\"rowgroup\"><tr role=\"row\">");
    for (int i = 0; i < grid.head().size(); i++) {
      int column = i;
      boolean number =
          grid.rows().stream()
              .anyMatch(r -> column < r.size() && !Double.isNaN(r.get(column).order()));
      out.append("<th role=\"columnheader\" scope=\"col\"")
          .append(number ? " class=\"number\"" : "");
      out.append("><button type=\"button\">").append(escape(grid.head().get(i)));
      out.append("</button></th>");
    }
    out.append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (List<Grid.Cell> row : grid.rows()) {
      out.append("<tr role=\"row\">");
      for (int i = 0; i < row.size(); i++) {
        Grid.Cell cell = row.get(i);
        out.append(i == 0 ? "<th role=\"rowheader\" scope=\"row\"" : "<td role=\"cell\"");
        if (cell.missing()) {
          out.append(" class=\"number\"");
        } else if (!Double.isNaN(cell.order())) {
          out.append(" class=\"number\" data-value=\"").append(cell.order()).append('"');
        } else if (UNBREAKABLE.matcher(cell.text()).find()) {
          out.append(" class=\"unbreakable\"");
        }
        out.append(" data-head=\"").append(escape(grid.head().get(i))).append("\">");
        out.append(escape(cell.text())).append(i == 0 ? "</th>" : "</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table>\n");
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
