package flowgauge.analyze.intervals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Joins {@code resources.csv} to the interval table: means of use, maxima of sizes, sums. */
final class ResourceRows {
  private ResourceRows() {}

  private enum How {
    MEAN,
    MAX,
    SUM
  }

  static void join(Path file, long stepUs, Map<String, double[]> columns, List<String> warnings)
      throws IOException {
    int size = columns.get(Intervals.TIME_S).length;
    long[] rows = new long[6 * size];
    SideFile.forEach(
        file,
        warnings,
        row -> {
          // All of it is read before any is taken, so that a bad row leaves nothing.
          double timeUs = SideFile.timeUs(row);
          double cpu = SideFile.number(row, "cpu_cores");
          double memory = SideFile.number(row, "memory_bytes");
          double threads = SideFile.number(row, "threads");
          double processes = SideFile.number(row, "processes");
          double throttled = SideFile.number(row, "throttled_us");
          double queue = SideFile.number(row, "listen_queue");
          double overflows = SideFile.number(row, "listen_overflows");
          // A row tells of the time before it.
          int at = (int) Math.max(0, Math.ceil(timeUs / stepUs) - 1);
          if (at >= size) {
            return;
          }
          switch (row.findField("part").orElse("")) {
            case "server" -> {
              put(columns, Intervals.CPU_CORES, at, cpu, How.MEAN, rows, 0);
              put(columns, Intervals.MEMORY_BYTES, at, memory, How.MAX, rows, 0);
              put(columns, Intervals.THREADS, at, threads, How.MAX, rows, 0);
              put(columns, Intervals.PROCESSES, at, processes, How.MAX, rows, 0);
              put(columns, Intervals.THROTTLED_US, at, throttled, How.SUM, rows, 0);
              put(columns, Intervals.LISTEN_QUEUE, at, queue, How.MAX, rows, 0);
              put(columns, Intervals.LISTEN_OVERFLOWS, at, overflows, How.SUM, rows, 0);
            }
            case "mock" -> put(columns, Intervals.MOCK_CPU_CORES, at, cpu, How.MEAN, rows, 1);
            case "driver" -> put(columns, Intervals.DRIVER_CPU_CORES, at, cpu, How.MEAN, rows, 2);
            case "host" -> put(columns, Intervals.HOST_CPU_CORES, at, cpu, How.MEAN, rows, 3);
            case "engine" -> put(columns, Intervals.ENGINE_CPU_CORES, at, cpu, How.MEAN, rows, 4);
            case "other" -> put(columns, Intervals.OTHER_CPU_CORES, at, cpu, How.MEAN, rows, 5);
            default -> throw new NumberFormatException("part");
          }
        });
  }

  private static void put(
      Map<String, double[]> columns,
      String name,
      int at,
      double value,
      How how,
      long[] rows,
      int part) {
    if (Double.isNaN(value)) {
      return;
    }
    double[] column = columns.get(name);
    double before = column[at];
    int slot = part * column.length + at;
    column[at] =
        switch (how) {
          case MEAN -> {
            long count = ++rows[slot];
            yield count == 1 ? value : before + (value - before) / count;
          }
          case MAX -> Double.isNaN(before) ? value : Math.max(before, value);
          case SUM -> Double.isNaN(before) ? value : before + value;
        };
  }
}
