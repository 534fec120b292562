package flowgauge.chart;

import flowgauge.analyze.RunAnalysis;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Labels;
import flowgauge.chart.draw.Marks;
import flowgauge.chart.draw.Range;
import flowgauge.chart.draw.Scale;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Timeline;
import flowgauge.chart.draw.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;

/** How response times spread at each moment, a panel per scenario, one scale. */
final class HeatMap {
  /** Cells along the time axis. */
  static final int COLUMNS = 150;

  private HeatMap() {}

  /**
   * Draws it.
   *
   * @param scenarios cells by scenario, all over the same time axis
   * @param seconds the length of that axis
   */
  static Figure figure(
      Style style, RunAnalysis run, Map<String, HeatCells> scenarios, double seconds) {
    int lowest = Integer.MAX_VALUE;
    int highest = -1;
    for (HeatCells cells : scenarios.values()) {
      lowest = cells.lowest() < 0 ? lowest : Math.min(lowest, cells.lowest());
      highest = Math.max(highest, cells.highest());
    }
    boolean empty = highest < 0;
    Range range =
        empty
            ? new Range(1, 10)
            : new Range(
                HeatCells.edgeMs(lowest),
                Math.max(HeatCells.edgeMs(highest + 1), 5 * HeatCells.edgeMs(lowest)));
    Timeline timeline = new Timeline(style, seconds);
    StringBuilder most = new StringBuilder();
    for (Map.Entry<String, HeatCells> scenario : scenarios.entrySet()) {
      String name = scenario.getKey();
      HeatCells cells = scenario.getValue();
      XYChart chart = timeline.panel(name + ": response time", 200, new Scale(range, true));
      if (cells.highest() >= 0) {
        chart.addAnnotation(
            Marks.picture(
                cells.picture(lowest, highest, style.scenario(name)),
                0,
                seconds,
                HeatCells.edgeMs(lowest),
                HeatCells.edgeMs(highest + 1)));
      }
      most.append(most.isEmpty() ? "" : ", ").append(cells.most()).append(" in ").append(name);
    }
    return new Figure(
        "heat-map",
        "Successful responses took " + spread(run),
        "Each cell: successful responses sent in "
            + Labels.seconds(seconds / COLUMNS)
            + ". The stronger the colour, the more (logarithmic; at most "
            + most
            + ").",
        "Response times by time of sending: " + spread(run),
        List.of(),
        timeline.panels(),
        style.theme());
  }

  private static String spread(RunAnalysis run) {
    List<String> spreads = new ArrayList<>();
    Words.served(run)
        .forEach(
            (name, it) ->
                spreads.add(
                    "%s to %s (%s)"
                        .formatted(
                            Words.ms(Words.times(it).minMs()),
                            Words.ms(Words.times(it).maxMs()),
                            name)));
    return Words.join(spreads);
  }
}
