package flowgauge.analyze.intervals;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins what was recorded beside the samples, a row a second, to the interval table. */
final class SideRows {
  private enum How {
    MEAN,
    MAX,
    SUM
  }

  /**
   * Where a figure goes.
   *
   * @param from column of the file
   * @param to column of the table
   * @param unit so many of the file's make one of the table's
   */
  private record Join(String from, String to, How how, double unit) {
    double read(NamedCsvRecord row) {
      return SideFile.number(row, from) / unit;
    }
  }

  private static final List<Join> SERVER =
      List.of(
          new Join("cpu_cores", Intervals.CPU_CORES, How.MEAN, 1),
          new Join("memory_bytes", Intervals.MEMORY_BYTES, How.MAX, 1),
          new Join("threads", Intervals.THREADS, How.MAX, 1),
          new Join("processes", Intervals.PROCESSES, How.MAX, 1),
          new Join("throttled_us", Intervals.THROTTLED_US, How.SUM, 1),
          new Join("listen_queue", Intervals.LISTEN_QUEUE, How.MAX, 1),
          new Join("listen_overflows", Intervals.LISTEN_OVERFLOWS, How.SUM, 1));

  private static final Map<String, List<Join>> PARTS =
      Map.of(
          "server", SERVER,
          "mock", cpu(Intervals.MOCK_CPU_CORES),
          "driver", cpu(Intervals.DRIVER_CPU_CORES),
          "host", cpu(Intervals.HOST_CPU_CORES),
          "engine", cpu(Intervals.ENGINE_CPU_CORES),
          "other", cpu(Intervals.OTHER_CPU_CORES));

  private static final List<Join> DRIVER =
      List.of(
          new Join("loop_cpu_cores", Intervals.LOOP_CPU_CORES, How.MAX, 1),
          new Join("cpu_cores", Intervals.DRIVER_CPU_CORES, How.MAX, 1),
          new Join("lateness_max_us", Intervals.LATENESS_MAX_MS, How.MAX, 1e3),
          new Join("loop_delay_max_us", Intervals.LOOP_DELAY_MAX_MS, How.MAX, 1e3),
          new Join("gc_pause_us", Intervals.GC_PAUSE_MS, How.MAX, 1e3));

  private final long stepUs;
  private final Map<String, double[]> columns;
  private final Map<String, long[]> rows = new HashMap<>();

  private SideRows(long stepUs, Map<String, double[]> columns) {
    this.stepUs = stepUs;
    this.columns = columns;
  }

  private static List<Join> cpu(String column) {
    return List.of(new Join("cpu_cores", column, How.MEAN, 1));
  }

  /** Joins {@code resources.csv}, if it is there. */
  static void resources(
      Path file, long stepUs, Map<String, double[]> columns, List<String> warnings)
      throws IOException {
    SideRows table = new SideRows(stepUs, columns);
    SideFile.forEach(
        file,
        warnings,
        row -> {
          SERVER.forEach(join -> join.read(row)); // a bad row leaves nothing
          int at = table.at(SideFile.timeUs(row));
          if (at >= 0) {
            List<Join> joins = PARTS.get(row.findField("part").orElse(""));
            if (joins == null) {
              throw new NumberFormatException("part");
            }
            joins.forEach(join -> table.put(join, at, join.read(row)));
          }
        });
  }

  /**
   * Joins {@code driver.csv}, if it is there.
   *
   * @param loadEndUs when the load was over, and with it all users
   */
  static void driver(
      Path file, long stepUs, long loadEndUs, Map<String, double[]> columns, List<String> warnings)
      throws IOException {
    SideRows table = new SideRows(stepUs, columns);
    SideFile.forEach(
        file,
        warnings,
        row -> {
          DRIVER.forEach(join -> join.read(row)); // a bad row leaves nothing
          double timeUs = SideFile.timeUs(row);
          double users = SideFile.number(row, "users");
          int at = table.at(timeUs);
          if (at >= 0) {
            if (!Double.isNaN(users) && timeUs < loadEndUs - stepUs / 10.0) {
              columns.get(Intervals.USERS)[at] = users;
            }
            DRIVER.forEach(join -> table.put(join, at, join.read(row)));
          }
        });
  }

  /** The interval that a row tells of, which is the time before it; -1 beyond the last. */
  private int at(double timeUs) {
    int at = (int) Math.max(0, Math.ceil(timeUs / stepUs) - 1);
    return at < columns.get(Intervals.TIME_S).length ? at : -1;
  }

  private void put(Join join, int at, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    double[] column = columns.get(join.to);
    double before = column[at];
    long count = ++rows.computeIfAbsent(join.to, name -> new long[column.length])[at];
    column[at] =
        switch (join.how) {
          case MEAN -> count == 1 ? value : before + (value - before) / count;
          case MAX -> Double.isNaN(before) ? value : Math.max(before, value);
          case SUM -> Double.isNaN(before) ? value : before + value;
        };
  }
}
