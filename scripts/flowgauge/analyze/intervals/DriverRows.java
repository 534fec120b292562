package flowgauge.analyze.intervals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Joins {@code driver.csv}, a row a second, to the interval table. */
final class DriverRows {
  private DriverRows() {}

  /**
   * Joins what is there.
   *
   * @param loadEndUs when the load was over, and with it all users
   */
  static void join(
      Path file, long stepUs, long loadEndUs, Map<String, double[]> columns, List<String> warnings)
      throws IOException {
    double[] users = columns.get(Intervals.USERS);
    int size = users.length;
    SideFile.forEach(
        file,
        warnings,
        row -> {
          // All of it is read before any is taken, so that a bad row leaves nothing.
          double timeUs = SideFile.timeUs(row);
          double now = SideFile.number(row, "users");
          double loop = SideFile.number(row, "loop_cpu_cores");
          double cpu = SideFile.number(row, "cpu_cores");
          double lateness = SideFile.number(row, "lateness_max_us") / 1e3;
          double delay = SideFile.number(row, "loop_delay_max_us") / 1e3;
          double pause = SideFile.number(row, "gc_pause_us") / 1e3;
          int at = (int) Math.max(0, Math.ceil(timeUs / stepUs) - 1);
          if (at >= size) {
            return;
          }
          if (!Double.isNaN(now) && timeUs < loadEndUs - stepUs / 10.0) {
            users[at] = now;
          }
          max(columns.get(Intervals.LOOP_CPU_CORES), at, loop);
          max(columns.get(Intervals.DRIVER_CPU_CORES), at, cpu);
          max(columns.get(Intervals.LATENESS_MAX_MS), at, lateness);
          max(columns.get(Intervals.LOOP_DELAY_MAX_MS), at, delay);
          max(columns.get(Intervals.GC_PAUSE_MS), at, pause);
        });
  }

  private static void max(double[] column, int at, double value) {
    if (!Double.isNaN(value)) {
      column[at] = Double.isNaN(column[at]) ? value : Math.max(column[at], value);
    }
  }
}
