package flowgauge.chart;

import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.compare.Comparison;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Theme;
import flowgauge.chart.draw.Words;
import flowgauge.record.DriverVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All charts of a run, in one look.
 *
 * <pre>{@code
 * Charts charts = Charts.of(analysis, facts, Theme.LIGHT);
 * Files.write(out, Png.bytes(charts.throughput(), Style.WIDTH, 2));
 * }</pre>
 */
public final class Charts {
  private final RunAnalysis run;
  private final Facts facts;
  private final Style style;

  private Charts(RunAnalysis run, Facts facts, Style style) {
    this.run = run;
    this.facts = facts;
    this.style = style;
  }

  /**
   * What charts need beside the analysis.
   *
   * @param samples the samples file by scenario; one that does not exist leaves its chart out
   * @param verdicts on the driver, by scenario
   * @param cores of the host
   */
  public record Facts(Map<String, Path> samples, Map<String, DriverVerdict> verdicts, int cores) {}

  /** The name of a chart that is about one scenario; also a file's. */
  public static String id(String chart, String scenario) {
    return chart + "-" + scenario.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("-$", "");
  }

  /** The charts of a run. */
  public static Charts of(RunAnalysis run, Facts facts, Theme theme) {
    return new Charts(run, facts, Style.of(theme, List.copyOf(run.scenarios().keySet())));
  }

  /** Throughput, failures and users over time. */
  public Figure throughput() {
    return Throughput.figure(style, run);
  }

  /** Percentiles of the response time over time. */
  public Figure percentilesOverTime() {
    return PercentilesOverTime.figure(style, run);
  }

  /**
   * The latency heat map; reads the samples.
   *
   * @throws IOException if they can't be read
   */
  public Figure heatMap() throws IOException {
    Map<String, HeatCells> cells = new LinkedHashMap<>();
    double seconds = Style.widest(Words.intervals(run).values());
    for (Map.Entry<String, Path> scenario : facts.samples.entrySet()) {
      if (Files.isRegularFile(scenario.getValue())) {
        cells.put(scenario.getKey(), HeatCells.of(scenario.getValue(), seconds, HeatMap.COLUMNS));
      }
    }
    return HeatMap.figure(style, run, cells, seconds);
  }

  /** Response time against percentile. */
  public Figure percentileCurve() {
    return PercentileCurve.figure(style, run);
  }

  /** Throughput and response time against requests in flight. */
  public Figure loadCurve() {
    return LoadCurve.figure(style, run);
  }

  /** Where the time went. */
  public Figure timeSpent() {
    return TimeSpent.figure(style, run);
  }

  /** A scenario's failures and dips. */
  public Figure failures(String scenario) {
    return FailuresAndDips.figure(style, scenario, scenario(scenario));
  }

  /** How a scenario's failures go with other figures, at lags. */
  public Figure lags(String scenario) {
    return FailuresAndDips.lags(style, scenario, scenario(scenario));
  }

  /** A scenario's idle times of connections; empty where none was reused. */
  public Optional<Figure> idleTimes(String scenario) {
    return scenario(scenario)
        .failures()
        .idle()
        .map(idle -> IdleTimes.figure(style, scenario, idle));
  }

  /** CPU, memory, threads and listen queue. */
  public Figure resources() {
    return Resources.server(style, run, facts.cores);
  }

  /** The driver's own health. */
  public Figure driver() {
    return Resources.driver(style, run, facts.verdicts);
  }

  /** Two runs or scenarios, percentile by percentile. */
  public Figure comparison(Comparison comparison) {
    return QuantileDifferences.figure(style, comparison);
  }

  /** First events and gaps of streams over time. */
  public Figure firstEvents() {
    return FirstEvents.figure(style, run);
  }

  /** First events and gaps of streams against requests in flight. */
  public Figure streamsUnderLoad() {
    return StreamsUnderLoad.figure(style, run);
  }

  /** Response time and goodput against load, with objective and capacity. */
  public Figure capacity(String scenario, Capacity capacity) {
    return CapacityCurve.figure(style, scenario, capacity);
  }

  /**
   * All that the run has something to show for.
   *
   * @throws IOException if its samples can't be read
   */
  public List<Figure> all() throws IOException {
    List<Figure> all = new ArrayList<>(List.of(throughput()));
    if (run.scenarios().values().stream().anyMatch(it -> it.summary().succeeded() > 0)) {
      all.addAll(List.of(percentilesOverTime(), heatMap(), percentileCurve()));
      all.addAll(List.of(firstEvents(), streamsUnderLoad(), loadCurve(), timeSpent()));
    }
    for (Map.Entry<String, ScenarioAnalysis> scenario : run.scenarios().entrySet()) {
      if (scenario.getValue().failures().count() > 0) {
        all.add(failures(scenario.getKey()));
        all.add(lags(scenario.getKey()));
        idleTimes(scenario.getKey()).ifPresent(all::add);
      }
    }
    all.addAll(List.of(resources(), driver()));
    all.removeIf(figure -> figure.panels().isEmpty());
    return all;
  }

  private ScenarioAnalysis scenario(String name) {
    ScenarioAnalysis found = run.scenarios().get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "no scenario '%s' in this run; it has %s"
              .formatted(name, String.join(", ", run.scenarios().keySet())));
    }
    return found;
  }
}
