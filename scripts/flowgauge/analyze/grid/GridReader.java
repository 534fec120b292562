package flowgauge.analyze.grid;

import flowgauge.analyze.grid.GridCell.Standing;
import flowgauge.analyze.model.Calibration;
import flowgauge.analyze.model.Calibration.Measured;
import flowgauge.analyze.model.Calibrator;
import flowgauge.analyze.model.Prediction;
import flowgauge.analyze.model.Predictor;
import flowgauge.record.LoadInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.SweepInfo;
import flowgauge.record.SweepInfo.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Reads a sweep's runs into a table. The model is calibrated by one setting of each scenario, the
 * one in the middle by request threads, chosen ahead of any look at figures.
 *
 * <p>The interval of a setting is the wider of two: that of its runs, of moving blocks within each;
 * and, with repeats, that of the scatter between repeats, pooled over all settings on logarithms.
 */
public final class GridReader {
  private static final double THROUGHPUT_ERROR = 0.15;
  private static final double MEDIAN_ERROR = 0.25;

  /** A round that is so much longer than what its answers took: most were still waiting. */
  private static final double FILLING = 1.3;

  private final Path folder;
  private final SweepInfo sweep;
  private final Map<Setting, List<Calibration>> runs = new LinkedHashMap<>();
  private final Set<LoadInfo> loads = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();

  private GridReader(Path folder, SweepInfo sweep) {
    this.folder = folder;
    this.sweep = sweep;
  }

  /**
   * The table of what is there so far.
   *
   * @throws IOException if a run can't be read
   */
  public static Grid read(Path folder) throws IOException {
    return new GridReader(folder, SweepInfo.read(folder)).grid();
  }

  /** Whether a cell was run to its end: one that failed or was stopped is not. */
  public static boolean complete(Path folder, Cell cell) {
    try {
      RunInfo run = RunFolder.open(folder.resolve(cell.name())).read();
      return run.status() == RunInfo.Status.COMPLETE;
    } catch (IOException absent) {
      return false;
    }
  }

  private Grid grid() throws IOException {
    for (Map.Entry<Setting, List<Cell>> repeats : Setting.of(sweep).entrySet()) {
      List<Calibration> found = new ArrayList<>();
      for (Cell cell : repeats.getValue()) {
        calibration(cell).ifPresent(found::add);
      }
      runs.put(repeats.getKey(), found);
    }
    if (loads.size() > 1) {
      warnings.add("the runs were not all put under the same load: compare with care");
    }
    long disturbed =
        runs.values().stream()
            .flatMap(List::stream)
            .filter(c -> c.demand().disturbed(c.setting().cores()))
            .count();
    if (disturbed > 0) {
      warnings.add(
          "others used this machine meanwhile in %d runs: sweep on a quiet one"
              .formatted(disturbed));
    }
    unsettled();
    Map<String, Setting> calibrating = calibrating();
    double scatter = scatter();
    List<Function<Optional<Standing>, GridCell>> cells = new ArrayList<>();
    runs.forEach(
        (setting, found) ->
            cells.add(cell(setting, found, calibrating.get(setting.subject()), scatter)));
    Choice<GridCell> choice = Choice.of(cells);
    List<GridCell> predicted =
        choice.cells().stream().filter(c -> !Double.isNaN(c.throughputError())).toList();
    return new Grid(
        sweep.users(),
        choice.cells(),
        choice.best(),
        choice.take(),
        choice.cheaper(),
        within(predicted, GridCell::throughputError, THROUGHPUT_ERROR),
        within(predicted, GridCell::medianError, MEDIAN_ERROR),
        predicted.size(),
        warnings);
  }

  /** Little's law: users / throughput is what a round takes, or the server was still filling. */
  private void unsettled() {
    List<String> names = new ArrayList<>();
    double longest = 0;
    for (Map.Entry<Setting, List<Calibration>> run : runs.entrySet()) {
      for (Calibration c : run.getValue()) {
        double round = c.setting().users() / c.measured().perSecond();
        double response = round - c.setting().thinkSeconds();
        if (response > FILLING * c.measured().medianMs() / 1e3) {
          names.add(run.getKey().name());
          longest = Math.max(longest, round);
        }
      }
    }
    if (!names.isEmpty()) {
      warnings.add(
          ("the load was too short for %s: a round takes up to %.0f s, so response times there are"
                  + " of a queue that still grew; take fewer users, or --duration %.0fs")
              .formatted(
                  String.join(", ", names.stream().distinct().toList()), longest, 3 * longest));
    }
  }

  private static int within(List<GridCell> cells, ToDoubleFunction<GridCell> error, double most) {
    return (int) cells.stream().filter(c -> Math.abs(error.applyAsDouble(c)) <= most).count();
  }

  private Optional<Calibration> calibration(Cell cell) throws IOException {
    if (!Files.isDirectory(folder.resolve(cell.name())) || !complete(folder, cell)) {
      return Optional.empty();
    }
    RunFolder run = RunFolder.open(folder.resolve(cell.name()));
    RunInfo info = run.read();
    info.plan().ifPresent(plan -> loads.add(plan.load()));
    try {
      return Optional.of(Calibrator.of(run, info, info.scenarios().get(0)));
    } catch (IOException useless) {
      warnings.add(cell.name() + ": " + useless.getMessage());
      return Optional.empty();
    }
  }

  /** Of each scenario the measured setting in the middle by request threads, then by workers. */
  private Map<String, Setting> calibrating() {
    Map<String, List<Setting>> measured =
        runs.entrySet().stream()
            .filter(run -> !run.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .sorted(Comparator.comparingInt(Setting::slots).thenComparingInt(Setting::workers))
            .collect(Collectors.groupingBy(Setting::subject));
    Map<String, Setting> middle = new TreeMap<>();
    measured.forEach((subject, all) -> middle.put(subject, all.get(all.size() / 2)));
    return middle;
  }

  /**
   * Half width of a single run's interval on logarithms by the scatter between repeats, NaN without
   * any.
   */
  private double scatter() {
    return Scatter.halfWidth(
        runs.values().stream()
            .map(r -> r.stream().mapToDouble(c -> c.measured().perSecond()).toArray())
            .toList());
  }

  private Function<Optional<Standing>, GridCell> cell(
      Setting setting, List<Calibration> found, Setting calibrating, double scatter) {
    double x = mean(found, Measured::perSecond);
    double root = Math.sqrt(Math.max(1, found.size()));
    double within = mean(found, m -> Math.log(m.high() / m.low()) / 2) / root;
    double half = Double.isNaN(scatter) ? within : Math.max(within, scatter / root);
    Optional<Prediction> predicted =
        found.isEmpty() || calibrating == null
            ? Optional.empty()
            : Optional.of(
                Predictor.of(runs.get(calibrating).get(0).demand(), found.get(0).setting()));
    return standing ->
        new GridCell(
            setting.subject(),
            setting.workers(),
            setting.threads(),
            found.size(),
            x,
            x * Math.exp(-half),
            x * Math.exp(half),
            mean(found, Measured::medianMs),
            mean(found, Measured::p95Ms),
            mean(found, Measured::failedShare),
            mean(found, Measured::memoryBytes),
            mean(found, Measured::cores),
            predicted,
            setting.equals(calibrating),
            standing);
  }

  private static double mean(List<Calibration> found, ToDoubleFunction<Measured> of) {
    return found.stream()
        .mapToDouble(c -> of.applyAsDouble(c.measured()))
        .average()
        .orElse(Double.NaN);
  }
}
