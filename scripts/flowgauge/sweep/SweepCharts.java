package flowgauge.sweep;

import flowgauge.analyze.grid.CapacityGrid;
import flowgauge.analyze.grid.Grid;
import flowgauge.chart.GridMap;
import flowgauge.chart.PredictionCheck;
import flowgauge.chart.draw.Figure;
import flowgauge.chart.draw.Png;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A sweep's charts as files. */
public final class SweepCharts {
  private SweepCharts() {}

  /** Writes {@code charts/grid.png} and {@code charts/prediction.png} into its folder. */
  public static void write(Path folder, Grid grid) throws IOException {
    write(
        folder,
        List.of(GridMap.figure(Theme.LIGHT, grid), PredictionCheck.figure(Theme.LIGHT, grid)));
  }

  /** Writes {@code charts/capacity-grid.png} into its folder. */
  public static void write(Path folder, CapacityGrid grid) throws IOException {
    write(folder, List.of(GridMap.figure(Theme.LIGHT, grid)));
  }

  private static void write(Path folder, List<Figure> figures) throws IOException {
    Path charts = Files.createDirectories(folder.resolve("charts"));
    for (Figure figure : figures) {
      if (!figure.panels().isEmpty()) {
        Files.write(charts.resolve(figure.id() + ".png"), Png.bytes(figure, Style.WIDTH, 2));
      }
    }
  }
}
