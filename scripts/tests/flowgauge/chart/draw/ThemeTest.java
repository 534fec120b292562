package flowgauge.chart.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThemeTest {
  @Test
  void everyRoleHasItsOwnColour() {
    for (Theme theme : Theme.values()) {
      Map<Color, String> seen = new HashMap<>();
      theme
          .roles()
          .forEach(
              (role, color) ->
                  assertEquals(null, seen.put(color, role), theme + ": " + role + " is taken"));
    }
  }

  @Test
  void everyColourStandsOutFromThePaper() {
    for (Theme theme : Theme.values()) {
      theme
          .roles()
          .forEach(
              (role, color) -> {
                double wanted =
                    switch (role) {
                      case "paper", "grid" -> 1;
                      case "ink", "muted" -> 4.5;
                      default -> 3;
                    };
                double contrast = contrast(color, theme.paper());
                assertTrue(contrast >= wanted, theme + " " + role + " has " + contrast + ":1");
              });
    }
  }

  @Test
  void aScenarioKeepsItsColourWhateverStandsBesideIt() {
    Style alone = Style.of(Theme.LIGHT, List.of("asgi-async"));
    Style beside = Style.of(Theme.LIGHT, List.of("wsgi-sync", "own", "asgi-async", "other"));
    assertEquals(alone.scenario("asgi-async"), beside.scenario("asgi-async"));
    assertNotEquals(beside.scenario("own"), beside.scenario("other"));
  }

  /** The contrast ratio of WCAG 2.1. */
  private static double contrast(Color a, Color b) {
    double light = Math.max(luminance(a), luminance(b));
    double dark = Math.min(luminance(a), luminance(b));
    return (light + .05) / (dark + .05);
  }

  private static double luminance(Color color) {
    float[] rgb = color.getRGBColorComponents(null);
    double[] weights = {.2126, .7152, .0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum +=
          weights[i] * (rgb[i] <= .03928 ? rgb[i] / 12.92 : Math.pow((rgb[i] + .055) / 1.055, 2.4));
    }
    return sum;
  }
}
