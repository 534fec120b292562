package flowgauge.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.Analyzer;
import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.simulate.Setting;
import flowgauge.analyze.simulate.SimulatedRun;
import flowgauge.analyze.summary.Percentiles;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Png;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Scale;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Svg;
import flowgauge.chart.draw.Theme;
import flowgauge.chart.draw.Timeline;
import flowgauge.record.RunFolder;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.xml.sax.InputSource;

class ChartsTest {
  private static final Setting SETTING = Setting.staleKeepAlive();

  @TempDir static Path folder;

  private static RunAnalysis run;
  private static Charts.Facts facts;

  @BeforeAll
  static void analyze() throws IOException {
    RunFolder simulated = SimulatedRun.write(folder.resolve("run"), SETTING, 1);
    run = Analyzer.DEFAULT.run(simulated);
    facts =
        new Charts.Facts(Map.of(SETTING.name(), simulated.samples(SETTING.name())), Map.of(), 8);
  }

  @Test
  void eachIsDrawnInsideItsMarginInBothThemesAndAtBothWidths() throws IOException {
    for (Theme theme : Theme.values()) {
      List<Figure> figures = Charts.of(run, facts, theme).all();
      assertTrue(figures.size() >= 10, figures.size() + " charts");
      for (Figure figure : figures) {
        for (int width : new int[] {358, 800}) {
          BufferedImage image = ImageIO.read(new ByteArrayInputStream(Png.bytes(figure, width, 1)));
          assertEquals(width, image.getWidth());
          assertEquals(figure.height(width), image.getHeight());
          String what = figure.id() + " " + theme + " at " + width;
          int paper = theme.paper().getRGB();
          for (int x = 0; x < width; x++) {
            assertEquals(paper, image.getRGB(x, 5), what + ", upper edge");
            assertEquals(paper, image.getRGB(x, image.getHeight() - 6), what + ", lower edge");
          }
          for (int y = 0; y < image.getHeight(); y++) {
            assertEquals(paper, image.getRGB(5, y), what + ", left edge at " + y);
            assertEquals(paper, image.getRGB(width - 6, y), what + ", right edge at " + y);
          }
        }
      }
    }
  }

  /** In a run so short its tail is bounded far above all that was seen. */
  @Test
  void aPercentilesIntervalIsDrawnWhole() throws IOException {
    Setting brief = Setting.threadLimited().lasting(30);
    RunAnalysis analysis =
        Analyzer.DEFAULT.run(SimulatedRun.write(folder.resolve("brief"), brief, 1));
    Percentiles percentiles = analysis.scenarios().get(brief.name()).percentiles();
    double highest =
        percentiles.curve().stream()
            .mapToDouble(Percentiles.Row::highMs)
            .filter(Double::isFinite)
            .max()
            .orElseThrow();
    assertTrue(highest > 1.2 * percentiles.at(100).ms(), "bounded at " + highest);
    Figure figure = PercentileCurve.figure(Style.of(Theme.LIGHT, List.of(brief.name())), analysis);
    assertTrue(figure.panels().get(0).chart().getStyler().getYAxisMax() >= highest);
  }

  /** A slow endpoint with few users answers in some seconds, and never in two of a row. */
  @Test
  void aSecondWithoutNeighboursIsDrawn() throws IOException {
    Style style = Style.of(Theme.LIGHT, List.of("slow"));
    double[] seconds = {0.5, 1.5, 2.5, 3.5, 4.5, 5.5};
    double[] sparse = {Double.NaN, 2000, Double.NaN, Double.NaN, 1000, Double.NaN};
    double[] dense = {Double.NaN, 2000, 1500, 1000, 1000, Double.NaN};
    Color color = new Color(200, 0, 0);
    for (double[] values : List.of(sparse, dense)) {
      Timeline timeline = new Timeline(style, 6);
      Timeline.line(
          timeline.panel("Response time", 190, Scale.of(values)), "p50", seconds, values, color, 1);
      Figure figure =
          new Figure("sparse", "t", "", "", List.of(), timeline.panels(), style.theme());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(Png.bytes(figure, 800, 1)));
      int drawn = 0;
      for (int x = 0; x < image.getWidth(); x++) {
        for (int y = 0; y < image.getHeight(); y++) {
          Color pixel = new Color(image.getRGB(x, y));
          drawn += pixel.getRed() - pixel.getGreen() > 100 ? 1 : 0;
        }
      }
      assertTrue(values == sparse ? drawn >= 10 && drawn < 60 : drawn > 300, drawn + " pixels");
    }
  }

  /** The lags reach as far as the run's length lets them. */
  @Test
  void theLagsAxisFitsItsLags() throws IOException {
    for (int seconds : new int[] {38, 120}) {
      Setting setting = Setting.staleKeepAlive().lasting(seconds);
      RunAnalysis analysis = withLags(setting);
      int most =
          analysis.scenarios().get(setting.name()).failures().correlations().get(0).byLag().size()
              / 2;
      assertTrue(seconds < 40 ? most < 10 : most == 10, most + " lags");
      Figure figure = Charts.of(analysis, facts, Theme.LIGHT).lags(setting.name());
      double end = figure.panels().get(0).chart().getStyler().getXAxisMax();
      assertTrue(end > most + .35 && end < most + 1, end + " for " + most);
    }
  }

  /** The first of some runs that has failures enough to correlate. */
  private static RunAnalysis withLags(Setting setting) throws IOException {
    for (int seed = 1; seed <= 30; seed++) {
      Path run = folder.resolve("lags" + setting.name() + seed + "-" + System.nanoTime());
      RunAnalysis analysis = Analyzer.DEFAULT.run(SimulatedRun.write(run, setting, seed));
      if (!analysis.scenarios().get(setting.name()).failures().correlations().isEmpty()) {
        return analysis;
      }
    }
    throw new AssertionError("no run has failures enough");
  }

  @Test
  void countsHaveWholeTicks() throws IOException {
    for (double highest : new double[] {1, 2, 3, 4, 7, 19}) {
      XYChart chart =
          Style.of(Theme.LIGHT, List.of())
              .axes("", new Range(0, 1), Range.counts(new double[] {highest}));
      List<String> labels = new ArrayList<>();
      chart
          .getStyler()
          .setYAxisTickLabelsFormattingFunction(
              value -> {
                labels.add(Double.toString(value));
                return Double.toString(value);
              });
      for (int height : new int[] {110, 150, 190}) {
        chart.paint(
            new BufferedImage(800, 200, BufferedImage.TYPE_INT_RGB).createGraphics(), 800, height);
      }
      labels.removeIf(Double.toString(Range.counts(new double[] {highest}).max())::equals);
      assertTrue(labels.stream().distinct().count() >= 3, highest + ": " + labels);
      assertTrue(labels.stream().allMatch(label -> label.endsWith(".0")), highest + ": " + labels);
    }
  }

  @Test
  void eachIsWellFormedSvgAndSaysInWordsWhatItShows() throws Exception {
    Map<String, String> glyphs = new LinkedHashMap<>();
    for (Figure figure : Charts.of(run, facts, Theme.LIGHT).all()) {
      String document = Svg.document(figure, Style.WIDTH);
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(document)));
      assertFalse(document.contains("NaN"), figure.id());
      assertEquals(document, Svg.document(figure, Style.WIDTH), "the same each time");
      assertEquals(
          figure.id().equals("heat-map"), document.contains("\"data:image/png;base64,iVBOR"));
      String inline = Svg.inline(figure, Style.WIDTH, figure.id(), glyphs);
      assertTrue(inline.startsWith("<svg"), figure.id());
      assertFalse(inline.contains("rgb("), figure.id() + " has a colour without a role");
      assertTrue(figure.alternative().length() > 10, figure.id());
      assertFalse(figure.title().isBlank(), figure.id());
    }
  }
}
