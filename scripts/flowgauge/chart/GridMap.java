package flowgauge.chart;

import flowgauge.analyze.grid.Grid;
import flowgauge.analyze.grid.GridCell;
import flowgauge.analyze.grid.GridCell.Standing;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;

/** Throughput by workers and threads, a panel per scenario, one scale of colour for all. */
public final class GridMap {
  private static final int ROW = 64;

  private GridMap() {}

  /** Draws it. */
  public static Figure figure(Theme theme, Grid grid) {
    List<String> subjects = grid.cells().stream().map(GridCell::subject).distinct().toList();
    Style style = Style.of(theme, subjects);
    double most = grid.cells().stream().mapToDouble(GridCell::perSecond).reduce(0, GridMap::higher);
    List<Figure.Panel> panels = new ArrayList<>();
    for (String subject : subjects) {
      List<GridCell> cells =
          grid.cells().stream().filter(c -> c.subject().equals(subject)).toList();
      panels.add(panel(style, subject, cells, most, grid));
    }
    return new Figure(
        "grid",
        grid.take()
            .map(take -> "Take " + take + ", the cheapest within 5 % of the best")
            .orElse("No setting to take"),
        "Successful responses a second with %d users, and the server's memory. The stronger the colour, the more. \u2713 within 5 %% of the best, ? perhaps."
            .formatted(grid.users()),
        alternative(grid),
        List.of(),
        panels,
        theme);
  }

  private static double higher(double a, double b) {
    return Double.isNaN(b) ? a : Math.max(a, b);
  }

  private static Figure.Panel panel(
      Style style, String subject, List<GridCell> cells, double most, Grid grid) {
    List<Integer> workers = cells.stream().map(GridCell::workers).distinct().sorted().toList();
    List<Integer> threads = cells.stream().map(GridCell::threads).distinct().sorted().toList();
    XYChart chart =
        style.axes("", new Range(0.5, workers.size() + 0.5), new Range(0.5, threads.size() + 0.5));
    chart.getStyler().setXAxisTicksVisible(false).setYAxisTicksVisible(false);
    chart.getStyler().setPlotGridLinesVisible(false);
    for (GridCell cell : cells) {
      int x = workers.indexOf(cell.workers()) + 1;
      int y = threads.indexOf(cell.threads()) + 1;
      boolean measured = cell.perSecond() > 0;
      double share = measured ? cell.perSecond() / most : 0;
      Color color = Style.faded(style.scenario(subject), .08 + .72 * share);
      if (measured) {
        chart.addAnnotation(Marks.box(x - .48, x + .48, y - .47, y + .47, color));
      }
      chart.addAnnotation(Marks.text(x, y, style.theme().ink(), words(cell, grid)));
    }
    String axes = threads.equals(List.of(0)) ? "" : ", workers x threads";
    return new Figure.Panel(subject + axes, chart, ROW * threads.size() + 8);
  }

  private static String[] words(GridCell cell, Grid grid) {
    if (!(cell.perSecond() > 0)) {
      return new String[] {cell.size(), "not measured"};
    }
    String mark =
        cell.standing()
            .map(s -> s == Standing.WITHIN ? " \u2713" : s == Standing.OPEN ? " ?" : "")
            .orElse("");
    String take = grid.take().equals(Optional.of(cell.name())) ? "take: " : "";
    String rate = take + Labels.significant(cell.perSecond(), 3) + "/s" + mark;
    return Double.isNaN(cell.memoryBytes())
        ? new String[] {cell.size(), rate}
        : new String[] {cell.size(), rate, Labels.significant(cell.memoryBytes() / 1e6, 3) + " MB"};
  }

  private static String alternative(Grid grid) {
    return grid.cells().stream()
        .filter(c -> c.perSecond() > 0)
        .map(c -> c.name() + " " + Labels.significant(c.perSecond(), 3) + "/s")
        .reduce((a, b) -> a + ", " + b)
        .orElse("nothing was measured");
  }
}
