package flowgauge.chart.draw;

import java.awt.Color;
import java.util.List;
import java.util.Map;

/**
 * The colours of one look, light or dark. Series colours are those of Okabe and Ito (2008), which
 * people with any common colour blindness tell apart, darkened or lightened until each stands out
 * from the paper by 3:1 or more (WCAG 2.1, 1.4.11). No two roles share a colour within a theme, so
 * that {@link Svg} can name the role from the colour.
 */
public enum Theme {
  /** Dark ink on white. */
  LIGHT(
      0xFFFFFF,
      0x1B2130,
      0x59616F,
      0xDFE3E8,
      Map.of(
          "wsgi-sync", 0xD05A00,
          "wsgi-async", 0x9A6B00,
          "wsgi-flex", 0xB0568E,
          "asgi-sync", 0x2F8FC9,
          "asgi-async", 0x0067A8,
          "asgi-flex", 0x00855F,
          "mock", 0x707887),
      List.of(0x6F4FB0, 0xA84832, 0x4F7A1F, 0x0F7F8C)),
  /** Light ink on near black. */
  DARK(
      0x14181F,
      0xE9ECF1,
      0xA6AEBB,
      0x323945,
      Map.of(
          "wsgi-sync", 0xFF8A3D,
          "wsgi-async", 0xE6B422,
          "wsgi-flex", 0xE29AC6,
          "asgi-sync", 0x7CCBF5,
          "asgi-async", 0x4AA3E8,
          "asgi-flex", 0x2CC79A,
          "mock", 0x9BA3B1),
      List.of(0xB39AF0, 0xF08A72, 0x9CCB5A, 0x56C8D6));

  private final Color paper;
  private final Color ink;
  private final Color muted;
  private final Color grid;
  private final Map<String, Integer> known;
  private final List<Integer> others;

  Theme(int paper, int ink, int muted, int grid, Map<String, Integer> known, List<Integer> others) {
    this.paper = new Color(paper);
    this.ink = new Color(ink);
    this.muted = new Color(muted);
    this.grid = new Color(grid);
    this.known = known;
    this.others = others;
  }

  /** What everything is drawn on. */
  public Color paper() {
    return paper;
  }

  /** Text and marks that must be seen. */
  public Color ink() {
    return ink;
  }

  /** Axis labels and notes. */
  public Color muted() {
    return muted;
  }

  /** Grid lines and shaded stretches. */
  public Color grid() {
    return grid;
  }

  /** The fixed colour of a scenario that flowgauge brings along, or null. */
  public Color known(String scenario) {
    Integer rgb = known.get(scenario);
    return rgb == null ? null : new Color(rgb);
  }

  /** The colour for the n-th scenario that has none of its own. */
  public Color other(int n) {
    return new Color(others.get(Math.floorMod(n, others.size())));
  }

  /** Each role's name and colour, as style sheets know it. */
  Map<String, Color> roles() {
    Map<String, Color> roles = new java.util.TreeMap<>();
    roles.put("paper", paper);
    roles.put("ink", ink);
    roles.put("muted", muted);
    roles.put("grid", grid);
    known.forEach((name, rgb) -> roles.put(name, new Color(rgb)));
    for (int i = 0; i < others.size(); i++) {
      roles.put("other-" + i, new Color(others.get(i)));
    }
    return roles;
  }
}
