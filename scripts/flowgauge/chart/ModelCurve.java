package flowgauge.chart;

import flowgauge.analyze.law.HardBounds;
import flowgauge.analyze.law.LoadPoint;
import flowgauge.analyze.model.Calibration.Held;
import flowgauge.analyze.model.Predicted;
import flowgauge.analyze.model.PredictedText;
import flowgauge.analyze.model.Prediction;
import flowgauge.analyze.model.Predictor;
import flowgauge.analyze.model.ServerSetting;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Labels;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Scale;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Theme;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** Throughput and response time against users: measured steps, law, model, and hard bounds. */
public final class ModelCurve {
  private static final int POINTS = 60;

  private ModelCurve() {}

  /** Draws it, to twice the users of what was measured and asked, or half as many again. */
  public static Figure figure(Theme theme, Predicted found) {
    String name = found.calibration().scenario();
    Style style = Style.of(theme, List.of(name));
    Prediction shown = found.asked().or(found::itself).orElseThrow();
    List<LoadPoint> steps = found.calibration().points();
    double[] users = steps.stream().mapToDouble(LoadPoint::load).toArray();
    double widest = Math.max(Arrays.stream(users).max().orElse(1), shown.setting().users());
    double[] x = axis(1.5 * widest);
    Prediction[] modelled =
        Arrays.stream(x)
            .mapToObj(
                n -> Predictor.of(shown.demand(), shown.setting().underUsers((int) Math.round(n))))
            .toArray(Prediction[]::new);
    double[] rates = Arrays.stream(modelled).mapToDouble(Prediction::perSecond).toArray();
    XYChart served = served(style, name, found, shown, x, rates);
    double[] median = Arrays.stream(modelled).mapToDouble(Prediction::medianMs).toArray();
    double[] p95 = Arrays.stream(modelled).mapToDouble(Prediction::p95Ms).toArray();
    Scale scale = Scale.of(median, p95);
    XYChart waited = style.axes("users", new Range(0, 1.5 * widest), scale);
    Color color = style.scenario(name);
    waited.addAnnotation(Marks.curve(x, median, color, Style.stroke(2)));
    waited.addAnnotation(Marks.curve(x, p95, color, Style.dashed(1.8f)));
    if (!measured(found, shown)) {
      return figure(style, found, shown, served, waited, scale);
    }
    List<Held> held = found.calibration().steps().stream().filter(Held::settled).toList();
    double[] at = held.stream().mapToDouble(Held::load).toArray();
    Color ink = style.theme().ink();
    double[] medians = held.stream().mapToDouble(h -> h.measured().medianMs()).toArray();
    double[] tails = held.stream().mapToDouble(h -> h.measured().p95Ms()).toArray();
    waited.addAnnotation(Marks.dots(at, tails, Style.faded(ink, .45), 7));
    waited.addAnnotation(Marks.dots(at, medians, ink, 7));
    return figure(style, found, shown, served, waited, scale);
  }

  /** Whether what is shown differs from what was measured in the number of users only. */
  private static boolean measured(Predicted found, Prediction shown) {
    ServerSetting as = found.calibration().setting();
    return shown.demand().equals(found.calibration().demand())
        && shown.setting().equals(as.underUsers(shown.setting().users()));
  }

  private static Figure figure(
      Style style, Predicted found, Prediction shown, XYChart served, XYChart waited, Scale scale) {
    String name = found.calibration().scenario();
    return new Figure(
        "model",
        title(name, shown),
        "Model of "
            + PredictedText.setting(shown.setting())
            + (measured(found, shown)
                ? ". Points: measured, throughput with 95 %; below medians, pale their p95."
                : ", calibrated by a run of another setting."),
        title(name, shown),
        keys(style, name, found, measured(found, shown)),
        List.of(
            new Figure.Panel("Successful responses (1/s)", served, 240),
            new Figure.Panel("Response time " + scale.milliseconds(), waited, 200)),
        style.theme());
  }

  private static double[] axis(double widest) {
    return IntStream.rangeClosed(1, POINTS)
        .mapToDouble(i -> Math.max(1, Math.round(widest * i / POINTS)))
        .distinct()
        .toArray();
  }

  private static XYChart served(
      Style style, String name, Predicted found, Prediction shown, double[] x, double[] rates) {
    List<LoadPoint> steps = found.calibration().points();
    double[] users = steps.stream().mapToDouble(LoadPoint::load).toArray();
    double[] measured = steps.stream().mapToDouble(LoadPoint::perSecond).toArray();
    HardBounds bounds = shown.bounds();
    Range y = Range.fromZero(rates, measured);
    y = bounds.server() < 2 * y.max() ? y.with(bounds.server() * 1.05) : y;
    XYChart chart = style.axes("", new Range(0, x[x.length - 1]), y);
    Color muted = style.theme().muted();
    double[] ask = {0, x[x.length - 1]};
    chart.addAnnotation(
        Marks.curve(ask, Arrays.stream(ask).map(bounds::users).toArray(), muted, Style.dashed(1)));
    level(chart, bounds.slots(), "threads at most", muted, y);
    level(chart, bounds.cpu(), "CPU at most", muted, y);
    Color color = style.scenario(name);
    chart.addAnnotation(Marks.curve(x, rates, color, Style.stroke(2)));
    if (!measured(found, shown)) {
      return chart;
    }
    found
        .law()
        .ifPresent(
            law ->
                chart.addAnnotation(
                    Marks.curve(
                        x,
                        Arrays.stream(x).map(law.law()::at).toArray(),
                        style.theme().ink(),
                        Style.stroke(1.2f))));
    double[] half = steps.stream().mapToDouble(p -> 1.96 * p.error()).toArray();
    double[] low = new double[half.length];
    double[] high = new double[half.length];
    Arrays.setAll(low, i -> measured[i] - half[i]);
    Arrays.setAll(high, i -> measured[i] + half[i]);
    chart.addAnnotation(Marks.spans(users, low, high, style.theme().ink()));
    chart.addAnnotation(Marks.dots(users, measured, style.theme().ink(), 7));
    return chart;
  }

  private static void level(
      XYChart chart, Optional<Double> bound, String label, Color color, Range y) {
    bound
        .filter(b -> b <= y.max())
        .ifPresent(
            b ->
                chart.addAnnotation(
                    Marks.level(b, label + " " + Labels.significant(b, 3) + "/s", color, true)));
  }

  private static List<Figure.Key> keys(
      Style style, String name, Predicted found, boolean measured) {
    List<Figure.Key> keys = new ArrayList<>();
    Color ink = style.theme().ink();
    if (measured) {
      keys.add(new Figure.Key("measured", ink, Figure.Look.POINT));
    }
    keys.add(new Figure.Key("model (median below)", style.scenario(name), Figure.Look.LINE));
    keys.add(new Figure.Key("its 95th percentile", style.scenario(name), Figure.Look.DASHES));
    found
        .law()
        .filter(law -> measured)
        .ifPresent(law -> keys.add(new Figure.Key("law", ink, Figure.Look.THIN)));
    keys.add(new Figure.Key("users ask at most", style.theme().muted(), Figure.Look.DASHES));
    return keys;
  }

  private static String title(String name, Prediction shown) {
    String limit =
        switch (shown.limit()) {
          case SLOTS -> "request threads are the limit";
          case CPU -> "CPU is the limit";
          case USERS -> "users ask for no more";
        };
    return "%s serves %s requests/s with %d users: %s"
        .formatted(name, Labels.significant(shown.perSecond(), 3), shown.setting().users(), limit);
  }
}
