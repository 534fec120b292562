package flowgauge.analyze.intervals;

import flowgauge.record.sample.Phase;

/**
 * Who used the machine's cores: means over the steady phase, NaN for what can't be had.
 *
 * @param engine the container engine's own processes; 0 where none ran
 * @param other what nothing else here accounts for
 * @param host all of them
 */
public record PartCores(
    double server, double mock, double driver, double engine, double other, double host) {

  /** Of a scenario; all NaN where no interval is steady. */
  public static PartCores steady(Intervals intervals) {
    boolean accounted = intervals.has(Intervals.OTHER_CPU_CORES);
    double engine = mean(intervals, Intervals.ENGINE_CPU_CORES);
    return new PartCores(
        mean(intervals, Intervals.CPU_CORES),
        mean(intervals, Intervals.MOCK_CPU_CORES),
        mean(intervals, Intervals.DRIVER_CPU_CORES),
        accounted && Double.isNaN(engine) ? 0 : engine,
        mean(intervals, Intervals.OTHER_CPU_CORES),
        mean(intervals, Intervals.HOST_CPU_CORES));
  }

  private static double mean(Intervals intervals, String name) {
    double[] cores = intervals.column(name);
    double sum = 0;
    double seconds = 0;
    for (int i = 0; i < intervals.size(); i++) {
      if (intervals.phase(i) == Phase.STEADY && !Double.isNaN(cores[i])) {
        double length = intervals.column(Intervals.SECONDS)[i];
        sum += cores[i] * length;
        seconds += length;
      }
    }
    return sum / seconds;
  }
}
