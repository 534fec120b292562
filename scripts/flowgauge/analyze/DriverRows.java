package flowgauge.analyze;

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
          double timeUs = SideFile.number(row, "time_us");
          int at = (int) Math.max(0, Math.ceil(timeUs / stepUs) - 1);
          if (!(timeUs >= 0) || at >= size) {
            return;
          }
          double now = SideFile.number(row, "users");
          if (!Double.isNaN(now) && timeUs < loadEndUs - stepUs / 10.0) {
            users[at] = now;
          }
          max(columns.get(Intervals.LOOP_CPU_CORES), at, SideFile.number(row, "loop_cpu_cores"));
          max(columns.get(Intervals.DRIVER_CPU_CORES), at, SideFile.number(row, "cpu_cores"));
          double lateness = SideFile.number(row, "lateness_max_us") / 1e3;
          max(columns.get(Intervals.LATENESS_MAX_MS), at, lateness);
          double delay = SideFile.number(row, "loop_delay_max_us") / 1e3;
          max(columns.get(Intervals.LOOP_DELAY_MAX_MS), at, delay);
          max(columns.get(Intervals.GC_PAUSE_MS), at, SideFile.number(row, "gc_pause_us") / 1e3);
        });
  }

  private static void max(double[] column, int at, double value) {
    if (!Double.isNaN(value)) {
      column[at] = Double.isNaN(column[at]) ? value : Math.max(column[at], value);
    }
  }
}
