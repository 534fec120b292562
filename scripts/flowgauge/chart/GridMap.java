package flowgauge.chart;

import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.analyze.grid.CapacityCell;
import flowgauge.analyze.grid.CapacityGrid;
import flowgauge.analyze.grid.CapacityGridText;
import flowgauge.analyze.grid.Grid;
import flowgauge.analyze.grid.GridCell.Standing;
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

/** What each setting gives by workers and threads, a panel per scenario, one scale of colour. */
public final class GridMap {
  private static final int ROW = 64;
  private static final String MARKS =
      " The stronger the colour, the more. \u2713 within 5 % of the best, ? perhaps.";

  /** A setting as it is drawn; {@code given} is 0 where nothing is known. */
  private record Tile(String subject, int workers, int threads, double given, String[] words) {}

  private GridMap() {}

  /** Draws the throughput of a sweep. */
  public static Figure figure(Theme theme, Grid grid) {
    List<Tile> tiles =
        grid.cells().stream()
            .map(
                c ->
                    new Tile(
                        c.subject(),
                        c.workers(),
                        c.threads(),
                        known(c.perSecond()),
                        c.perSecond() > 0
                            ? words(
                                c.size(),
                                grid.take().equals(Optional.of(c.name())),
                                Labels.significant(c.perSecond(), 3) + "/s",
                                c.standing(),
                                c.memoryBytes())
                            : new String[] {c.size(), "not measured"}))
            .toList();
    return new Figure(
        "grid",
        title(grid.take()),
        "Successful responses a second with %d users, and the server's memory."
                .formatted(grid.users())
            + MARKS,
        grid.cells().stream()
            .filter(c -> c.perSecond() > 0)
            .map(c -> c.name() + " " + Labels.significant(c.perSecond(), 3) + "/s")
            .reduce((a, b) -> a + ", " + b)
            .orElse("nothing was measured"),
        List.of(),
        panels(theme, tiles),
        theme);
  }

  /** Draws the capacities of a sweep. */
  public static Figure figure(Theme theme, CapacityGrid grid) {
    Model model = grid.model().orElse(Model.USERS);
    List<Tile> tiles =
        grid.cells().stream()
            .map(
                c ->
                    new Tile(
                        c.subject(),
                        c.workers(),
                        c.threads(),
                        known(c.load()),
                        c.load() > 0
                            ? words(
                                c.size(),
                                grid.take().equals(Optional.of(c.name())),
                                capacity(c, model),
                                c.standing(),
                                c.memoryBytes())
                            : new String[] {c.size(), CapacityGridText.nothing(c)}))
            .toList();
    return new Figure(
        "capacity-grid",
        title(grid.take()),
        "Highest load that keeps %s, in %s, and the server's memory there."
                .formatted(String.join(", ", grid.objectives()), model.unit())
            + MARKS,
        grid.cells().stream()
            .filter(c -> c.load() > 0)
            .map(c -> c.name() + " " + capacity(c, model))
            .reduce((a, b) -> a + ", " + b)
            .orElse("nothing was searched"),
        List.of(),
        panels(theme, tiles),
        theme);
  }

  private static String title(Optional<String> take) {
    return take.map(it -> "Take " + it + ", the cheapest within 5 % of the best")
        .orElse("No setting to take");
  }

  private static double known(double given) {
    return given > 0 ? given : 0;
  }

  private static String capacity(CapacityCell cell, Model model) {
    boolean bounded = Double.isFinite(cell.high());
    String unit = model == Model.USERS ? " users" : "/s";
    return (bounded ? "" : "\u2265 ")
        + CapacityGridText.load(bounded ? cell.load() : cell.low(), model)
        + unit;
  }

  private static List<Figure.Panel> panels(Theme theme, List<Tile> all) {
    List<String> subjects = all.stream().map(Tile::subject).distinct().toList();
    Style style = Style.of(theme, subjects);
    double most = all.stream().mapToDouble(Tile::given).max().orElse(0);
    return subjects.stream()
        .map(
            subject ->
                panel(
                    style,
                    subject,
                    all.stream().filter(t -> t.subject.equals(subject)).toList(),
                    most))
        .toList();
  }

  private static Figure.Panel panel(Style style, String subject, List<Tile> tiles, double most) {
    List<Integer> workers = tiles.stream().map(Tile::workers).distinct().sorted().toList();
    List<Integer> threads = tiles.stream().map(Tile::threads).distinct().sorted().toList();
    XYChart chart =
        style.axes("", new Range(0.5, workers.size() + 0.5), new Range(0.5, threads.size() + 0.5));
    chart.getStyler().setXAxisTicksVisible(false).setYAxisTicksVisible(false);
    chart.getStyler().setPlotGridLinesVisible(false);
    for (Tile tile : tiles) {
      int x = workers.indexOf(tile.workers) + 1;
      int y = threads.indexOf(tile.threads) + 1;
      if (tile.given > 0) {
        Color color = Style.faded(style.scenario(subject), .08 + .72 * tile.given / most);
        chart.addAnnotation(Marks.box(x - .48, x + .48, y - .47, y + .47, color));
      }
      chart.addAnnotation(Marks.text(x, y, style.theme().ink(), tile.words));
    }
    String axes = threads.equals(List.of(0)) ? "" : ", workers x threads";
    return new Figure.Panel(subject + axes, chart, ROW * threads.size() + 8);
  }

  private static String[] words(
      String size, boolean take, String given, Optional<Standing> standing, double memoryBytes) {
    String mark =
        standing
            .map(s -> s == Standing.WITHIN ? " \u2713" : s == Standing.OPEN ? " ?" : "")
            .orElse("");
    String line = (take ? "take: " : "") + given + mark;
    return Double.isNaN(memoryBytes)
        ? new String[] {size, line}
        : new String[] {size, line, Labels.significant(memoryBytes / 1e6, 3) + " MB"};
  }
}
