package flowgauge.analyze.grid;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.capacity.Capacity.Model;
import java.util.ArrayList;
import java.util.List;

/** The table of a sweep of capacities, for people. */
public final class CapacityGridText {
  private static final String ROW = "  %14s %19s %10s %8s %6s  %s";

  private CapacityGridText() {}

  /** Its lines. */
  public static String of(CapacityGrid grid) {
    Model model = grid.model().orElse(Model.USERS);
    List<String> lines = new ArrayList<>();
    int wide = grid.cells().stream().mapToInt(c -> c.name().length()).max().orElse(8);
    String name = "%-" + wide + "s";
    lines.add("highest load that keeps " + String.join(", ", grid.objectives()));
    lines.add(
        format(name, "")
            + format(
                ROW, model.unit(), "interval", "goodput/s", "memory", "cores", "limited there by"));
    grid.cells().forEach(cell -> lines.add(format(name, cell.name()) + row(cell, model)));
    lines.add("");
    if (grid.take().isEmpty()) {
      lines.add(
          grid.cells().stream().allMatch(cell -> cell.repeats() == 0)
              ? "no setting to take: none was searched"
              : grid.cells().stream().allMatch(cell -> cell.load() == 0)
                  ? "no setting to take: each breaks an objective at the lowest load already"
                  : "no setting to take: no load that keeps was found");
    }
    lines.addAll(
        Choice.words(
            grid.best(), grid.take(), grid.cheaper(), "more --repeats or a longer --step can"));
    grid.warnings().forEach(warning -> lines.add("note: " + warning));
    return String.join("\n", lines);
  }

  private static String row(CapacityCell c, Model model) {
    if (!(c.load() > 0)) {
      return format("  %14s", nothing(c));
    }
    boolean bounded = Double.isFinite(c.high());
    return format(
        ROW,
        (bounded ? "" : "at least ") + load(bounded ? c.load() : c.low(), model),
        bounded ? load(c.low(), model) + " to " + load(c.high(), model) : "-",
        Double.isNaN(c.goodputPerSecond()) ? "-" : format("%.4g", c.goodputPerSecond()),
        Double.isNaN(c.memoryBytes()) ? "-" : format("%.0f MB", c.memoryBytes() / 1e6),
        Double.isNaN(c.cores()) ? "-" : format("%.2f", c.cores()),
        String.join(" or ", c.limitedBy()));
  }

  /** Why a setting has no capacity. */
  public static String nothing(CapacityCell cell) {
    return cell.repeats() == 0 ? "not searched" : cell.load() == 0 ? "no load keeps" : "not found";
  }

  /** A load: users are whole. */
  public static String load(double load, Model model) {
    return model == Model.USERS || load >= 100 ? format("%,.0f", load) : format("%.3g", load);
  }
}
