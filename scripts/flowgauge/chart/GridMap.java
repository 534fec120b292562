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

  /** A setting as it is drawn; {@code given} is 0 where nothing is known, and the text says why. */
  private record Tile(
      String name,
      String subject,
      String size,
      int workers,
      int threads,
      double given,
      String text,
      Optional<Standing> standing,
      double memoryBytes) {
    Tile {
      given = given > 0 ? given : 0;
    }
  }

  private GridMap() {}

  /** Draws the throughput of a sweep. */
  public static Figure figure(Theme theme, Grid grid) {
    List<Tile> tiles =
        grid.cells().stream()
            .map(
                c ->
                    new Tile(
                        c.name(),
                        c.subject(),
                        c.size(),
                        c.workers(),
                        c.threads(),
                        c.perSecond(),
                        c.perSecond() > 0
                            ? Labels.significant(c.perSecond(), 3) + "/s"
                            : "not measured",
                        c.standing(),
                        c.memoryBytes()))
            .toList();
    String note =
        "Successful responses a second with %d users, and the server's memory."
            .formatted(grid.users());
    return figure(theme, "grid", grid.take(), note, tiles, "nothing was measured");
  }

  /** Draws the capacities of a sweep. */
  public static Figure figure(Theme theme, CapacityGrid grid) {
    Model model = grid.model().orElse(Model.USERS);
    List<Tile> tiles =
        grid.cells().stream()
            .map(
                c ->
                    new Tile(
                        c.name(),
                        c.subject(),
                        c.size(),
                        c.workers(),
                        c.threads(),
                        c.load(),
                        c.load() > 0 ? capacity(c, model) : CapacityGridText.nothing(c),
                        c.standing(),
                        c.memoryBytes()))
            .toList();
    String note =
        "Highest load that keeps %s, in %s, and the server's memory there."
            .formatted(String.join(", ", grid.objectives()), model.unit());
    return figure(theme, "capacity-grid", grid.take(), note, tiles, "nothing was searched");
  }

  private static Figure figure(
      Theme theme,
      String id,
      Optional<String> take,
      String note,
      List<Tile> tiles,
      String nothing) {
    return new Figure(
        id,
        take.map(it -> "Take " + it + ", the cheapest within 5 % of the best")
            .orElse("No setting to take"),
        note + MARKS,
        tiles.stream()
            .filter(tile -> tile.given > 0)
            .map(tile -> tile.name + " " + tile.text)
            .reduce((a, b) -> a + ", " + b)
            .orElse(nothing),
        List.of(),
        panels(theme, tiles, take),
        theme);
  }

  private static String capacity(CapacityCell cell, Model model) {
    boolean bounded = Double.isFinite(cell.high());
    String unit = model == Model.USERS ? " users" : "/s";
    return (bounded ? "" : "\u2265 ")
        + CapacityGridText.load(bounded ? cell.load() : cell.low(), model)
        + unit;
  }

  private static List<Figure.Panel> panels(Theme theme, List<Tile> all, Optional<String> take) {
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
                    most,
                    take))
        .toList();
  }

  private static Figure.Panel panel(
      Style style, String subject, List<Tile> tiles, double most, Optional<String> take) {
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
      chart.addAnnotation(
          Marks.text(x, y, style.theme().ink(), words(tile, take.equals(Optional.of(tile.name)))));
    }
    String axes = threads.equals(List.of(0)) ? "" : ", workers x threads";
    return new Figure.Panel(subject + axes, chart, ROW * threads.size() + 8);
  }

  private static String[] words(Tile tile, boolean take) {
    if (tile.given == 0) {
      return new String[] {tile.size, tile.text};
    }
    String mark =
        tile.standing
            .map(s -> s == Standing.WITHIN ? " \u2713" : s == Standing.OPEN ? " ?" : "")
            .orElse("");
    String line = (take ? "take: " : "") + tile.text + mark;
    return Double.isNaN(tile.memoryBytes)
        ? new String[] {tile.size, line}
        : new String[] {tile.size, line, Labels.significant(tile.memoryBytes / 1e6, 3) + " MB"};
  }
}
