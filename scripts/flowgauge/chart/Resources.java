package flowgauge.chart;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Labels;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Series;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Timeline;
import flowgauge.chart.draw.Words;
import flowgauge.record.DriverVerdict;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.XYChart;

/** Charts 9 and 10: what server, host and driver used and how they fared, over time. */
final class Resources {
  private static final Set<String> COUNTS = Set.of(Intervals.THREADS, Intervals.LISTEN_QUEUE);

  private Resources() {}

  /**
   * A panel.
   *
   * @param heading what it shows, with its unit
   * @param column of the interval table
   * @param factor from the column's unit to the panel's
   * @param level a dashed line at this value; NaN for none
   */
  record Row(String heading, String column, double factor, double level) {
    static Row of(String heading, String column, double factor) {
      return new Row(heading, column, factor, Double.NaN);
    }
  }

  static Figure server(Style style, RunAnalysis run, int cores) {
    List<Row> rows =
        List.of(
            Row.of("CPU of the server (cores)", Intervals.CPU_CORES, 1),
            new Row(
                "CPU of the whole host (cores; dashed: all " + cores + ")",
                Intervals.HOST_CPU_CORES,
                1,
                cores),
            Row.of("Memory of the server (MiB)", Intervals.MEMORY_BYTES, 1.0 / (1 << 20)),
            Row.of("Threads of the server", Intervals.THREADS, 1),
            Row.of("Connections in the listen queue", Intervals.LISTEN_QUEUE, 1));
    List<String> shares = new ArrayList<>();
    run.scenarios()
        .forEach(
            (name, it) ->
                it.limiter()
                    .candidate(Limiter.Name.SERVER_CPU)
                    .filter(cpu -> Double.isFinite(cpu.utilization()))
                    .ifPresent(
                        cpu -> shares.add(Words.percent(cpu.utilization()) + " (" + name + ")")));
    String used = Words.join(shares);
    String title =
        used.isEmpty()
            ? "What the server used"
            : "The server took " + used + " of the CPU that it could have";
    return figure(style, "resources", title, run, rows);
  }

  static Figure driver(Style style, RunAnalysis run, Map<String, DriverVerdict> verdicts) {
    List<Row> rows =
        List.of(
            Row.of("Worst lateness of a send (ms)", Intervals.LATENESS_MAX_MS, 1),
            new Row(
                "Worst delay of the event loop (ms; dashed: doubtful from there on)",
                Intervals.LOOP_DELAY_MAX_MS,
                1,
                10),
            new Row(
                "CPU of the event loop (cores; dashed: doubtful from there on)",
                Intervals.LOOP_CPU_CORES,
                1,
                .8),
            Row.of("Pauses of the garbage collector (ms)", Intervals.GC_PAUSE_MS, 1));
    List<String> doubtful = new ArrayList<>();
    verdicts.forEach(
        (name, verdict) -> {
          if (verdict.verdict() != DriverVerdict.Kind.VALID) {
            doubtful.add(name);
          }
        });
    String title =
        verdicts.isEmpty()
            ? "How the load driver fared"
            : doubtful.isEmpty()
                ? "The load driver kept up: it was not the limit"
                : "The load driver may have been the limit: " + String.join(", ", doubtful);
    return figure(style, "driver", title, run, rows);
  }

  private static Figure figure(
      Style style, String id, String title, RunAnalysis run, List<Row> rows) {
    Map<String, Intervals> scenarios = Words.intervals(run);
    Timeline timeline = Timeline.over(style, scenarios.values());
    List<String> absent = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (Row row : rows) {
      if (scenarios.values().stream().noneMatch(intervals -> intervals.has(row.column))) {
        absent.add(row.heading.replaceAll(" \\(.*", "").toLowerCase(java.util.Locale.ROOT));
        continue;
      }
      said.add(row.heading + ": " + peaks(scenarios, row));
      double[][] all =
          scenarios.values().stream()
              .map(table -> Series.scaled(table, row.column, row.factor))
              .toArray(double[][]::new);
      Range range = COUNTS.contains(row.column) ? Range.counts(all) : Range.fromZero(all);
      boolean level = row.level < range.max() * 4;
      // A line far above what was seen is left out, and with it the word about it.
      String heading = level ? row.heading : row.heading.replaceAll("; dashed[^)]*", "");
      XYChart chart = timeline.panel(heading, 120, level ? range.with(row.level) : range);
      int index = 0;
      for (Map.Entry<String, Intervals> scenario : scenarios.entrySet()) {
        Color color = style.scenario(scenario.getKey());
        double[] time = Series.time(scenario.getValue());
        Timeline.line(chart, scenario.getKey(), time, all[index++], color);
      }
      if (level) {
        chart.addAnnotation(Marks.level(row.level, "", style.theme().muted(), false));
      }
    }
    List<Figure.Key> keys = style.keys(scenarios.keySet(), Figure.Look.LINE);
    String note = absent.isEmpty() ? "" : "Not recorded: " + String.join(", ", absent) + ".";
    return new Figure(
        id, title, note, String.join(". ", said), keys, timeline.panels(), style.theme());
  }

  private static String peaks(Map<String, Intervals> scenarios, Row row) {
    List<String> peaks = new ArrayList<>();
    scenarios.forEach(
        (name, intervals) -> {
          double peak =
              Arrays.stream(intervals.column(row.column))
                  .filter(Double::isFinite)
                  .max()
                  .orElse(Double.NaN);
          peaks.add(name + " at most " + Labels.significant(peak * row.factor, 3));
        });
    return String.join(", ", peaks);
  }
}
