package flowgauge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Theme;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import flowgauge.record.sample.SampleCsv;
import flowgauge.report.ArticleRun.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final long SEED = 11;
  private static final int MARGIN = 20;

  @TempDir Path folder;

  private String report(RunFolder... runs) throws IOException {
    Path out = folder.resolve("out").resolve("report.html");
    Report.write(List.of(runs), out);
    String html = Files.readString(out);
    assertTrue(Files.size(out) < 3 << 20, "size " + Files.size(out));
    String seen = html.replaceAll("(?s)<(script|style|svg).*?</\\1>", "");
    for (String wrong : List.of("NaN", "Infinity", "null", "Optional", "no figure", "%s", "%d")) {
      assertFalse(seen.contains(wrong), wrong + " in: " + around(seen, wrong));
    }
    checkCharts(out.resolveSibling("charts"));
    return html;
  }

  private static String around(String text, String part) {
    int at = text.indexOf(part);
    return at < 0 ? "" : text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 80));
  }

  /** Nothing touches a picture's edge, so nothing is cut there; and something is drawn. */
  private static void checkCharts(Path charts) throws IOException {
    List<Path> pictures;
    try (Stream<Path> files = Files.list(charts)) {
      pictures = files.filter(file -> file.toString().endsWith(".png")).toList();
    }
    assertFalse(pictures.isEmpty());
    for (Path picture : pictures) {
      BufferedImage image = ImageIO.read(picture.toFile());
      int paper = image.getRGB(0, 0);
      boolean drawn = false;
      for (int x = 0; x < image.getWidth(); x++) {
        for (int y = 0; y < image.getHeight(); y++) {
          boolean edge =
              x < MARGIN
                  || y < MARGIN
                  || x >= image.getWidth() - MARGIN
                  || y >= image.getHeight() - MARGIN;
          boolean ink = image.getRGB(x, y) != paper;
          assertFalse(edge && ink, picture.getFileName() + " draws at its edge " + x + "," + y);
          drawn |= ink;
        }
      }
      assertTrue(drawn, picture.getFileName() + " is empty");
    }
  }

  private static List<String> verdict(String html) {
    Matcher section = Pattern.compile("(?s)<section class=\"verdict\".*?</section>").matcher(html);
    assertTrue(section.find());
    return Pattern.compile("<p>(.*?)</p>")
        .matcher(section.group())
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void theArticlesShapeIsToldInThreeSentences() throws IOException {
    RunFolder run =
        new ArticleRun(folder.resolve("run"), SEED)
            .with(Shape.wsgi(200, 60, 16))
            .with(Shape.asgi(200, 60))
            .write();
    String html = report(run);
    List<String> verdict = verdict(html);
    assertEquals(3, verdict.size());
    assertTrue(
        verdict
            .get(0)
            .matches("Over the whole load, asgi-async served [0-9.]+ times as many .* wsgi-sync.*"),
        verdict.get(0));
    assertTrue(
        verdict.get(1).contains("wsgi-sync was limited by its server&#39;s request threads"),
        verdict.get(1));
    assertTrue(
        verdict.get(1).contains("asgi-async was limited by the simulated users"), verdict.get(1));
    assertTrue(verdict.get(2).startsWith("Choose asgi-async"), verdict.get(2));
    List<Figure> figures = Report.figures(Subject.of(List.of(run)), Theme.LIGHT);
    assertTrue(figures.size() >= 8, figures.size() + " charts");
    for (Figure figure : figures) {
      assertTrue(html.contains("id=\"chart-" + figure.id() + "\""), figure.id() + " has a place");
    }
  }

  @Test
  void oneScenarioWithoutFailure() throws IOException {
    RunFolder run = new ArticleRun(folder.resolve("run"), SEED).with(Shape.wsgi(8, 20, 16)).write();
    String html = report(run);
    assertTrue(verdict(html).get(0).startsWith("wsgi-sync served "), verdict(html).get(0));
    assertTrue(html.contains("wsgi-sync: no request failed."));
  }

  @Test
  void onlyFailures() throws IOException {
    RunFolder run =
        new ArticleRun(folder.resolve("run"), SEED).with(Shape.wsgi(20, 20, 16).failing(1)).write();
    String html = report(run);
    assertTrue(
        verdict(html).get(0).startsWith("Nothing was served: none of"), verdict(html).get(0));
    assertTrue(
        verdict(html).get(2).startsWith("Look at what the server said"), verdict(html).get(2));
  }

  @Test
  void interruptedAfterThreeSeconds() throws IOException {
    RunFolder run =
        new ArticleRun(folder.resolve("run"), SEED)
            .interrupted()
            .with(Shape.wsgi(100, 3, 8))
            .write();
    String html = report(run);
    assertEquals(3, verdict(html).size());
    assertTrue(html.contains("is interrupted"));
  }

  @Test
  void notASingleRequest() throws IOException {
    RunFolder run = new ArticleRun(folder.resolve("run"), SEED).with(Shape.asgi(5, 10)).write();
    Files.writeString(run.samples("asgi-async"), SampleCsv.header() + "\n");
    String html = report(run);
    assertEquals("Nothing can be said: no request was sent.", verdict(html).get(0));
  }

  @Test
  void whatServersSayIsEscaped() throws IOException {
    RunFolder run = new ArticleRun(folder.resolve("run"), SEED).with(Shape.asgi(5, 10)).write();
    Path json = run.path().resolve("run.json");
    String attack = "<img src=x onerror=alert(1)>\\\"'</script>";
    String text = Files.readString(json);
    Files.writeString(
        json,
        text.replace("http://127.0.0.1:8080/score", "http://127.0.0.1/" + attack)
            .replace("Simulated CPU", attack)
            .replace("\"simulated\"", "\"" + attack + "\""));
    assertTrue(
        Json.mapper().readTree(json.toFile()).at("/host/cpu_model").asText().contains("img"));
    String html = report(run);
    assertFalse(html.contains("<img"), around(html, "<img"));
    assertEquals(1, html.split("</script>", -1).length - 1);
    assertTrue(html.contains("&lt;img src=x"));
  }

  @Test
  void twoRunsStandSideBySide() throws IOException {
    RunFolder before =
        new ArticleRun(folder.resolve("before"), SEED).with(Shape.wsgi(100, 30, 8)).write();
    RunFolder after =
        new ArticleRun(folder.resolve("after"), SEED + 1).with(Shape.wsgi(100, 30, 32)).write();
    String html = report(before, after);
    assertTrue(html.contains("wsgi-sync (A)"));
    assertTrue(html.contains("wsgi-sync (B)"));
    assertTrue(
        verdict(html).get(0).startsWith("Over the whole load, wsgi-sync (B) served"),
        verdict(html).get(0));
  }
}
