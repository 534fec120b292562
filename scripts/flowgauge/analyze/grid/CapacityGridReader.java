package flowgauge.analyze.grid;

import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Found;
import flowgauge.analyze.capacity.CapacityFile;
import flowgauge.analyze.grid.GridCell.Standing;
import flowgauge.analyze.limit.LimiterJudge;
import flowgauge.analyze.model.Calibration;
import flowgauge.analyze.model.Calibration.Held;
import flowgauge.analyze.model.Calibrator;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.SweepInfo;
import flowgauge.record.SweepInfo.Cell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Reads the searches of a sweep into a table. The capacity of a setting is the geometric mean of
 * its repeats; its interval the wider of two: that of the searches, and, with repeats, that of the
 * scatter between them, pooled over all settings on logarithms.
 */
public final class CapacityGridReader {
  /** A search that ended so knows no upper end. */
  private static final Set<End> OPEN_ABOVE = EnumSet.of(End.NONE_BREAKS, End.DRIVER);

  /** A search's end, and what the server used at its capacity. */
  private record Searched(Capacity capacity, double memoryBytes, double cores) {
    Optional<Found> found() {
      return capacity.found();
    }

    double high() {
      double high = found().map(Found::high).orElse(Double.NaN);
      return OPEN_ABOVE.contains(capacity.end()) || Double.isNaN(high)
          ? Double.POSITIVE_INFINITY
          : high;
    }
  }

  private final Path folder;
  private final SweepInfo sweep;
  private final List<String> warnings = new ArrayList<>();

  private CapacityGridReader(Path folder, SweepInfo sweep) {
    this.folder = folder;
    this.sweep = sweep;
  }

  /**
   * The table of what is there so far.
   *
   * @throws IOException if a run can't be read
   */
  public static CapacityGrid read(Path folder) throws IOException {
    return new CapacityGridReader(folder, SweepInfo.read(folder)).grid();
  }

  private CapacityGrid grid() throws IOException {
    Map<Setting, List<Cell>> settings = Setting.of(sweep);
    List<List<Searched>> searched = new ArrayList<>();
    for (List<Cell> repeats : settings.values()) {
      List<Searched> found = new ArrayList<>();
      for (Cell cell : repeats) {
        searched(cell).ifPresent(found::add);
      }
      searched.add(found);
    }
    double scatter = Scatter.halfWidth(searched.stream().map(CapacityGridReader::loads).toList());
    List<Function<Optional<Standing>, CapacityCell>> cells = new ArrayList<>();
    int at = 0;
    for (Setting setting : settings.keySet()) {
      cells.add(cell(setting, searched.get(at++), scatter));
    }
    Choice<CapacityCell> choice = Choice.of(cells);
    warnings.addAll(0, open(choice.cells()));
    return new CapacityGrid(
        searched.stream().flatMap(List::stream).map(s -> s.capacity.model()).findFirst(),
        searched.stream()
            .flatMap(List::stream)
            .map(s -> s.capacity.objectives())
            .findFirst()
            .or(sweep::objectives)
            .orElse(List.of()),
        choice.cells(),
        choice.best(),
        choice.take(),
        choice.cheaper(),
        warnings);
  }

  private static double[] loads(List<Searched> found) {
    return found.stream().flatMap(s -> s.found().stream()).mapToDouble(Found::load).toArray();
  }

  private Optional<Searched> searched(Cell cell) throws IOException {
    if (!GridReader.complete(folder, cell)) {
      return Optional.empty();
    }
    RunFolder run = RunFolder.open(folder.resolve(cell.name()));
    RunInfo info = run.read();
    Optional<Capacity> capacity =
        CapacityFile.read(run).flatMap(file -> file.scenarios().values().stream().findFirst());
    if (capacity.isEmpty()) {
      warnings.add(cell.name() + " has no capacity.json: it searched nothing");
      return Optional.empty();
    }
    Optional<Held> at = Optional.empty();
    try {
      Calibration held = Calibrator.of(run, info, info.scenarios().get(0));
      at = capacity.get().found().flatMap(found -> nearest(held.steps(), found.load()));
    } catch (IOException useless) {
      // its steps were too short for what the server used
    }
    return Optional.of(
        new Searched(
            capacity.get(),
            at.map(held -> held.measured().memoryBytes()).orElse(Double.NaN),
            at.map(held -> held.measured().cores()).orElse(Double.NaN)));
  }

  private static Optional<Held> nearest(List<Held> steps, double load) {
    return steps.stream()
        .min(Comparator.comparingDouble(held -> Math.abs(Math.log(held.load() / load))));
  }

  private static Function<Optional<Standing>, CapacityCell> cell(
      Setting setting, List<Searched> all, double scatter) {
    List<Found> found = all.stream().flatMap(s -> s.found().stream()).toList();
    // A search in which the lowest load breaks already has no logarithm: it decides.
    boolean breaks = all.stream().anyMatch(s -> s.capacity.end() == End.FIRST_BREAKS);
    double load = breaks ? 0 : Math.exp(mean(found, f -> Math.log(f.load())));
    double root = Math.sqrt(Math.max(1, all.size()));
    double least = Double.isNaN(scatter) ? 0 : scatter / root;
    double below = Math.max(least, mean(found, f -> Math.log(f.load() / f.low())) / root);
    double above =
        all.stream()
            .filter(s -> s.found().isPresent())
            .mapToDouble(s -> Math.log(s.high()))
            .average()
            .orElse(Double.NaN);
    double highest = Math.max(least, (above - Math.log(load)) / root);
    return standing ->
        new CapacityCell(
            setting.subject(),
            setting.workers(),
            setting.threads(),
            all.size(),
            exact(load),
            breaks ? 0 : exact(load * Math.exp(-below)),
            breaks ? 0 : exact(load * Math.exp(highest)),
            breaks ? 0 : mean(found, Found::goodputPerSecond),
            all.stream().mapToDouble(Searched::memoryBytes).average().orElse(Double.NaN),
            all.stream().mapToDouble(Searched::cores).average().orElse(Double.NaN),
            List.copyOf(new TreeSet<>(all.stream().flatMap(s -> limit(s).stream()).toList())),
            List.copyOf(new TreeSet<>(all.stream().map(s -> s.capacity.end()).toList())),
            standing);
  }

  /** Without what logarithms there and back leave. */
  private static double exact(double load) {
    return Double.isFinite(load) ? Math.rint(load * 1e6) / 1e6 : load;
  }

  private static Optional<String> limit(Searched searched) {
    return searched.capacity.at().map(limit -> LimiterJudge.words(limit.name()));
  }

  private static double mean(List<Found> found, ToDoubleFunction<Found> of) {
    return found.stream().mapToDouble(of).average().orElse(Double.NaN);
  }

  /** What the searches that found no upper end, or ran out of time, mean for the table. */
  private static List<String> open(List<CapacityCell> cells) {
    List<String> notes = new ArrayList<>();
    note(notes, cells, End.NONE_BREAKS, "kept all objectives up to the highest load: raise --max");
    note(notes, cells, End.DRIVER, "the driver was the limit: their capacity may be higher");
    note(notes, cells, End.OUT_OF_TIME, "the time given was up: not confirmed, raise --budget");
    note(notes, cells, End.FIRST_BREAKS, "the lowest load breaks an objective already");
    return notes;
  }

  private static void note(List<String> notes, List<CapacityCell> cells, End end, String what) {
    List<String> names =
        cells.stream().filter(c -> c.ends().contains(end)).map(CapacityCell::name).toList();
    if (!names.isEmpty()) {
      notes.add(String.join(", ", names) + ": " + what);
    }
  }
}
