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
  private static final int ROW = 62;

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
        style.axes(
            "workers", new Range(0.5, workers.size() + 0.5), new Range(0.5, threads.size() + 0.5));
    chart
        .getStyler()
        .setXAxisTickLabelsFormattingFunction(value -> label(value, workers))
        .setXAxisMaxLabelCount(2 * workers.size() + 1);
    chart.getStyler().setYAxisTickLabelsFormattingFunction(value -> label(value, threads));
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
    boolean one = threads.equals(List.of(0));
    return new Figure.Panel(
        subject + (one ? ": by workers" : ": threads a worker, by workers"),
        chart,
        ROW * threads.size() + 40);
  }

  private static String[] words(GridCell cell, Grid grid) {
    if (!(cell.perSecond() > 0)) {
      return new String[] {"not measured"};
    }
    String mark =
        cell.standing()
            .map(s -> s == Standing.WITHIN ? " \u2713" : s == Standing.OPEN ? " ?" : "")
            .orElse("");
    String take = grid.take().equals(Optional.of(cell.name())) ? "take: " : "";
    String rate = take + Labels.significant(cell.perSecond(), 3) + "/s" + mark;
    return Double.isNaN(cell.memoryBytes())
        ? new String[] {rate}
        : new String[] {rate, Labels.significant(cell.memoryBytes() / 1e6, 3) + " MB"};
  }

  private static String label(double value, List<Integer> names) {
    int at = (int) Math.round(value);
    boolean whole = Math.abs(value - at) < 1e-6 && at >= 1 && at <= names.size();
    return whole && names.get(at - 1) > 0 ? String.valueOf(names.get(at - 1)) : "";
  }

  private static String alternative(Grid grid) {
    return grid.cells().stream()
        .filter(c -> c.perSecond() > 0)
        .map(c -> c.name() + " " + Labels.significant(c.perSecond(), 3) + "/s")
        .reduce((a, b) -> a + ", " + b)
        .orElse("nothing was measured");
  }
}
