package flowgauge.analyze.grid;

import flowgauge.record.SweepInfo;
import flowgauge.record.SweepInfo.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A setting of a sweep, which its repeats share.
 *
 * @param subject scenario or engine
 * @param workers processes
 * @param threads a worker; 0 where they have no effect
 */
record Setting(String subject, int workers, int threads) {

  /** All settings of a sweep by subject, workers and threads, each with its repeats in order. */
  static Map<Setting, List<Cell>> of(SweepInfo sweep) {
    Map<Setting, List<Cell>> all = new LinkedHashMap<>();
    sweep.cells().stream()
        .sorted(
            Comparator.comparing(Cell::subject)
                .thenComparingInt(Cell::workers)
                .thenComparingInt(Cell::threads)
                .thenComparingInt(Cell::repeat))
        .forEach(
            cell ->
                all.computeIfAbsent(
                        new Setting(cell.subject(), cell.workers(), cell.threads()),
                        setting -> new ArrayList<>())
                    .add(cell));
    return all;
  }

  int slots() {
    return workers * Math.max(1, threads);
  }

  String name() {
    return subject + " " + size();
  }

  String size() {
    return workers + (threads > 0 ? "x" + threads : workers == 1 ? " worker" : " workers");
  }
}
