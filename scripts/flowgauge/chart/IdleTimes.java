package flowgauge.chart;

import flowgauge.analyze.failure.Failures;
import flowgauge.analyze.statistics.Figures;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Labels;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Theme;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;

/** How long connections had lain idle, those of failed requests against all. */
final class IdleTimes {
  private IdleTimes() {}

  static Figure figure(Style style, String name, Failures.IdleTimes idle) {
    Theme theme = style.theme();
    double[] all = idle.all().stream().mapToDouble(Long::doubleValue).toArray();
    double[] failed = idle.failed().stream().mapToDouble(Long::doubleValue).toArray();
    int last = 0;
    for (int i = 0; i < all.length; i++) {
      last = all[i] > 0 || i < failed.length && failed[i] > 0 ? i : last;
    }
    Optional<Double> keepAlive = idle.keepAliveSeconds();
    double end =
        Math.max((last + 2) * idle.binSeconds(), keepAlive.filter(k -> k < 60).orElse(0.0) * 1.1);
    Range range = new Range(0, end);
    XYChart every = style.axes("", range, Range.counts(all));
    XYChart bad =
        style.axes("how long the connection had lain idle (s)", range, Range.counts(failed));
    Color alarm = theme.other(1);
    bars(every, all, idle.binSeconds(), style.scenario(name));
    bars(bad, failed, idle.binSeconds(), alarm);
    keepAlive
        .filter(seconds -> seconds <= end)
        .ifPresent(
            seconds -> {
              String label = "server's keep-alive: " + Labels.significant(seconds, 3) + " s";
              every.addAnnotation(Marks.moment(seconds, label, theme.ink(), 0));
              bad.addAnnotation(Marks.moment(seconds, "", theme.ink(), 0));
            });
    String title = title(name, failed, idle);
    return new Figure(
        Charts.id("idle-times", name),
        title,
        "Requests on connections that had carried one before, by the time since.",
        title,
        List.of(
            new Figure.Key("all requests of " + name, style.scenario(name), Figure.Look.FILL),
            new Figure.Key("failed ones", alarm, Figure.Look.FILL)),
        List.of(
            new Figure.Panel("All requests on reused connections (count)", every, 150),
            new Figure.Panel("Failed requests on reused connections (count)", bad, 150)),
        theme);
  }

  private static void bars(XYChart chart, double[] counts, double bin, Color color) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        chart.addAnnotation(Marks.box(i * bin, (i + 1) * bin * .999, 0, counts[i], color));
      }
    }
  }

  private static String title(String name, double[] failed, Failures.IdleTimes idle) {
    long count = 0;
    long near = 0;
    double keepAlive = idle.keepAliveSeconds().orElse(Double.NaN);
    for (int i = 0; i < failed.length; i++) {
      count += (long) failed[i];
      double middle = (i + .5) * idle.binSeconds();
      near += Math.abs(middle - keepAlive) <= 2 * idle.binSeconds() ? (long) failed[i] : 0;
    }
    if (count == 0) {
      return name + ": no request failed on a reused connection";
    }
    if (Double.isNaN(keepAlive)) {
      return name + ": idle times of failed requests; the server's keep-alive is not known";
    }
    return "%s: %d of %s on reused connections came when the server was closing them, idle for %s s"
        .formatted(
            name,
            near,
            Figures.counted(count, "failure", "failures"),
            Labels.significant(keepAlive, 3));
  }
}
