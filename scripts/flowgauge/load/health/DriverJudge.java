package flowgauge.load.health;

import flowgauge.record.DriverVerdict;
import flowgauge.record.DriverVerdict.Kind;
import flowgauge.record.DriverVerdict.Sign;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * Judges the driver by its own record. It is the limit where its loop had no reserve for most of
 * the time, or was late for most requests; the longest delay of each second, however many seconds
 * have one, is some requests' only.
 *
 * <p>Signs of three kinds: those that hold for a share of the measured seconds or of the requests
 * (a few of them spoil a part of the run, half of them all of it), those that hold for the whole
 * run, and those of which one occurrence counts.
 */
public final class DriverJudge {
  /** A timer later than this in a second says that the loop was busy or not scheduled. */
  static final double LOOP_DELAY_US = 10_000;

  /**
   * Above this share of a core the loop has little reserve: {@code benchmark ceiling} found p99 of
   * the lateness at 0.94 ms with 0.71 cores used, 1.09 ms with 0.79 and 1.73 ms with 0.85.
   */
  static final double LOOP_CPU_CORES = 0.8;

  /** No scheduler, garbage collector or neighbour takes the event loop away for so long. */
  private static final double STANDSTILL_US = 1_000_000;

  /** The uptime that it is told by comes in hundredths of a second. */
  private static final double ASLEEP_US = 100_000;

  static final double GC_PAUSE_US = 5_000;
  static final double LATENESS_US = 1_000;

  /** Delays below this share of the median response time do not change what is measured. */
  static final double NEGLIGIBLE = 0.05;

  /** Rows that the integral of the requests in flight misses, at most. */
  static final double LITTLE = 0.05;

  private static final double PART = 0.05;
  private static final double MOST = 0.5;

  private DriverJudge() {}

  /** The verdict on a part of a load, by its own seconds and requests alone. */
  public static DriverVerdict ofPart(List<DriverWatch.Row> rows, Tally tally) {
    LoadResult unknown = new LoadResult(0, 0, Optional.empty(), 0, 0, 0, List.of());
    return judge(rows, tally, unknown, 0, 0);
  }

  /**
   * The verdict.
   *
   * @param rows the driver's seconds
   * @param tally what was recorded
   * @param result how the load went
   * @param waited samples that waited for the writer
   * @param asleepUs how long the machine slept meanwhile, as {@link ClockWatch} tells
   */
  public static DriverVerdict judge(
      List<DriverWatch.Row> rows, Tally tally, LoadResult result, long waited, double asleepUs) {
    List<DriverWatch.Row> measured =
        rows.stream()
            .filter(row -> row.loop().phase() == Phase.STEADY || row.loop().phase() == Phase.RAMP)
            .toList();
    double medianUs =
        tally.responseTimesUs().getTotalCount() == 0
            ? 0
            : tally.responseTimesUs().getValueAtPercentile(50);
    List<Sign> signs = new ArrayList<>();
    signs.add(lateness(tally, Math.max(LATENESS_US, NEGLIGIBLE * medianUs)));
    signs.add(
        seconds(
            "loop_delay",
            measured,
            row -> row.loop().loopDelayMaxUs(),
            Math.max(LOOP_DELAY_US, NEGLIGIBLE * medianUs),
            "us"));
    signs.add(
        seconds("loop_cpu", measured, DriverWatch.Row::loopCpuCores, LOOP_CPU_CORES, "cores"));
    signs.add(
        seconds(
            "gc_pause",
            measured,
            DriverWatch.Row::gcPauseUs,
            Math.max(GC_PAUSE_US, NEGLIGIBLE * medianUs),
            "us"));
    double little =
        result.inFlightMicros() == 0
            ? 0
            : Math.abs(1 - (double) tally.sumResponseUs() / result.inFlightMicros());
    signs.add(whole("little_error", little, LITTLE, "share"));
    signs.add(
        whole(
            "not_sent", measured.stream().mapToLong(r -> r.loop().notSent()).sum(), 0, "requests"));
    signs.add(whole("ports_or_descriptors_used_up", result.exhausted(), 0, "connects"));
    signs.add(whole("samples_waited", waited, 0, "samples"));
    signs.add(
        whole(
            "standstill",
            rows.stream().mapToDouble(row -> row.loop().loopDelayMaxUs()).max().orElse(0),
            STANDSTILL_US,
            "us"));
    signs.add(whole("asleep", asleepUs, ASLEEP_US, "us"));
    return new DriverVerdict(verdict(signs), signs);
  }

  private static Kind verdict(List<Sign> signs) {
    boolean limited =
        signs.stream()
            .anyMatch(
                sign ->
                    sign.tripped()
                        && sign.share() > MOST
                        && (sign.name().equals("loop_cpu") || sign.name().equals("lateness_p99")));
    return limited
        ? Kind.DRIVER_LIMITED
        : signs.stream().anyMatch(Sign::tripped) ? Kind.MIXED : Kind.VALID;
  }

  /** Users in step are sent one after the other: that a few are late is no limit of the run's. */
  private static Sign lateness(Tally tally, double thresholdUs) {
    Histogram late = tally.latenessUs();
    if (late.getTotalCount() == 0) {
      return new Sign("lateness_p99", 0, thresholdUs, "us", 0, false);
    }
    double p99 = late.getValueAtPercentile(99);
    double share = 1 - late.getPercentileAtOrBelowValue((long) thresholdUs) / 100;
    return new Sign("lateness_p99", p99, thresholdUs, "us", share, p99 > thresholdUs);
  }

  private static Sign whole(String name, double value, double threshold, String unit) {
    boolean tripped = value > threshold;
    return new Sign(name, value, threshold, unit, tripped ? 1 : 0, tripped);
  }

  private static Sign seconds(
      String name,
      List<DriverWatch.Row> rows,
      ToDoubleFunction<DriverWatch.Row> value,
      double threshold,
      String unit) {
    long past = rows.stream().filter(row -> value.applyAsDouble(row) > threshold).count();
    double share = rows.isEmpty() ? 0 : (double) past / rows.size();
    double worst = rows.stream().mapToDouble(value).max().orElse(0);
    return new Sign(name, worst, threshold, unit, share, share > PART);
  }
}
