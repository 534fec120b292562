package flowgauge.chart.draw;

import java.awt.Color;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a figure as SVG: text as outlines, so that no font is needed, and coordinates to a tenth
 * of a pixel.
 */
public final class Svg {
  private static final Pattern LINE =
      Pattern.compile("<line([^>]*) x1=\"(\\S+)\" x2=\"(\\S+)\" y1=\"(\\S+)\" y2=\"(\\S+)\"/>");
  private static final Pattern COLOUR = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+");
  private static final Pattern PATH = Pattern.compile(" d=\"[^\"]*\"");
  private static final Pattern TEXT =
      Pattern.compile("<path([^>]*) d=\"([^\"]*Q[^\"]*)\"([^/]*)/>");
  private static final Pattern CLIP = Pattern.compile("clipPath\\d+");
  private static final Pattern DEFAULTS =
      Pattern.compile(" clipPathUnits=\"[^\"]*\"|<defs id=\"genericDefs\"/>| id=\"defs1\"");

  private Svg() {}

  /** A file of its own, in the theme's colours. */
  public static String document(Figure figure, int width) {
    return write(figure, width, "c", true).replaceFirst("<svg ", "<svg role=\"img\" ");
  }

  /**
   * The panels alone as a part of a page: their colours are the style sheet's variables ({@link
   * #styleSheet}), so that one picture serves both themes.
   *
   * @param prefix makes its ids unique within the page
   * @param glyphs gathers the outlines of text, which recur, for {@link #glyphs}
   */
  public static String inline(Figure figure, int width, String prefix, Map<String, String> glyphs) {
    Map<Color, String> roles = new LinkedHashMap<>();
    figure.theme().roles().forEach((name, color) -> roles.putIfAbsent(color, name));
    String themed =
        COLOUR
            .matcher(write(figure, width, prefix, false))
            .replaceAll(match -> variable(roles.get(color(match)), match.group()));
    themed =
        TEXT.matcher(themed)
            .replaceAll(
                text -> {
                  String id = glyphs.computeIfAbsent(text.group(2), any -> "g" + glyphs.size());
                  return "<use href=\"#" + id + "\"" + text.group(1) + text.group(3) + "/>";
                });
    return themed.replaceFirst("<svg ", "<svg aria-hidden=\"true\" focusable=\"false\" ");
  }

  /** The outlines that the pictures of a page share; it must stand in the page once. */
  public static String glyphs(Map<String, String> glyphs) {
    StringBuilder svg = new StringBuilder("<svg class=\"glyphs\" aria-hidden=\"true\"><defs>\n");
    glyphs.forEach((path, id) -> svg.append("<path id=\"%s\" d=\"%s\"/>\n".formatted(id, path)));
    return svg.append("</defs></svg>").toString();
  }

  /** A legend's entry as a part of a page, in the same way. */
  public static String swatch(Figure figure, Figure.Key key) {
    String shape =
        switch (key.look()) {
          case FILL -> "<rect x='4' y='1' width='14' height='12' fill='%s'/>";
          case POINT -> "<circle cx='11' cy='7' r='4' fill='%s'/>";
          case DASHES -> "<path d='M0 7H22' stroke='%s' stroke-width='2' stroke-dasharray='5 4'/>";
          case THIN -> "<path d='M0 7H22' stroke='%s'/>";
          case LINE -> "<path d='M0 7H22' stroke='%s' stroke-width='3'/>";
        };
    String fallback = "#%06x".formatted(key.color().getRGB() & 0xFFFFFF);
    String role = null;
    for (Map.Entry<String, Color> entry : figure.theme().roles().entrySet()) {
      role = entry.getValue().equals(key.color()) && role == null ? entry.getKey() : role;
    }
    return "<svg aria-hidden='true' width='22' height='14'>"
        + shape.formatted(variable(role, fallback))
        + "</svg>";
  }

  /** The variables of a theme, as declarations of a style sheet. */
  public static String styleSheet(Theme theme) {
    StringBuilder css = new StringBuilder();
    theme
        .roles()
        .forEach(
            (name, color) -> css.append("--%s:#%06x;".formatted(name, color.getRGB() & 0xFFFFFF)));
    return css.toString();
  }

  private static String write(Figure figure, int width, String prefix, boolean whole) {
    String svg = SvgDrawing.of(figure, width, whole);
    String text = svg.substring(svg.indexOf("<svg")).replaceAll("\\s+(/?>)", "$1");
    text = joinLines(DEFAULTS.matcher(text).replaceAll(""));
    text = PATH.matcher(text).replaceAll(path -> shortPath(path.group()));
    text = NUMBER.matcher(text).replaceAll(number -> rounded(number.group(), 2));
    Map<String, String> clips = new LinkedHashMap<>();
    return CLIP.matcher(text)
        .replaceAll(clip -> clips.computeIfAbsent(clip.group(), any -> prefix + "-" + clips.size()))
        .replace("\"white\"", "\"rgb(255,255,255)\"")
        .replace("matrix(1,0,0,1,", "translate(")
        .replaceAll("\\s*\n\\s*", "")
        .replace("><", ">\n<")
        .strip();
  }

  /**
   * XChart draws a curve as one line a segment: joins those that go on where the last one ended.
   */
  private static String joinLines(String text) {
    StringBuilder out = new StringBuilder();
    Matcher line = LINE.matcher(text);
    String style = null;
    String end = null;
    int from = 0;
    while (line.find()) {
      String start = line.group(2) + "," + line.group(4);
      boolean follows =
          line.group(1).equals(style)
              && start.equals(end)
              && text.substring(from, line.start()).isBlank();
      if (!follows) {
        out.append(end == null ? "" : "\"/>").append(text, from, line.start());
        style = line.group(1);
        out.append("<path").append(style).append(" d=\"M").append(start);
      }
      end = line.group(3) + "," + line.group(5);
      out.append(" L").append(end);
      from = line.end();
    }
    return out.append(end == null ? "" : "\"/>").append(text.substring(from)).toString();
  }

  private static String shortPath(String path) {
    String rounded = NUMBER.matcher(path).replaceAll(number -> rounded(number.group(), 1));
    return rounded.replaceAll("([MLQCZ]) ", "$1").replaceAll(" ([MLQCZ])", "$1");
  }

  private static String rounded(String number, int digits) {
    BigDecimal value = new BigDecimal(number).setScale(digits, RoundingMode.HALF_UP);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static Color color(MatchResult match) {
    return new Color(
        Integer.parseInt(match.group(1)),
        Integer.parseInt(match.group(2)),
        Integer.parseInt(match.group(3)));
  }

  private static String variable(String role, String fallback) {
    return role == null ? fallback : "var(--" + role + ")";
  }
}
