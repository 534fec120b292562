package flowgauge.analyze.failure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Robust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Short falls of throughput below its running median, beyond what it varies otherwise. Throughput
 * counts all that ended: successes alone fall by definition where there are failures.
 */
final class Dips {
  /** Median of so many seconds on each side. */
  private static final double HALF_S = 10;

  /**
   * In standard deviations (by the median absolute deviation) below; normal values reach 1:30,000.
   */
  private static final double DEEP = 4;

  /** And at least so much of the throughput is gone. */
  private static final double LOST = 0.2;

  private static final double NEAR_S = 2;

  static List<Failures.Dip> of(Evidence evidence) {
    double[] throughput = evidence.loadColumn(Intervals.THROUGHPUT);
    double step = evidence.intervals.stepSeconds();
    double[] expected = Robust.runningMedian(throughput, (int) Math.max(3, HALF_S / step));
    double[] rest = new double[throughput.length];
    Arrays.setAll(rest, i -> throughput[i] - expected[i]);
    // A Poisson process varies by its root even where the median deviation happens to be nil.
    double usual = Math.max(Robust.mad(rest), Math.sqrt(Robust.median(throughput) / step));
    List<Failures.Dip> dips = new ArrayList<>();
    int from = -1;
    // Before the first responses are back there is no throughput to dip.
    int start = (int) Math.ceil(2 * evidence.base.meanMs() / 1e3 / step) + 1;
    for (int i = Math.min(start, rest.length); i <= rest.length; i++) {
      boolean dip = i < rest.length && rest[i] < -DEEP * usual && rest[i] < -LOST * expected[i];
      if (dip && from < 0) {
        from = i;
      } else if (!dip && from >= 0) {
        dips.add(dip(evidence, throughput, expected, from, i));
        from = -1;
      }
    }
    return dips;
  }

  private static Failures.Dip dip(
      Evidence evidence, double[] throughput, double[] expected, int from, int to) {
    double step = evidence.intervals.stepSeconds();
    int lowest = from;
    for (int i = from; i < to; i++) {
      lowest = throughput[i] < throughput[lowest] ? i : lowest;
    }
    double begin = (evidence.loadFrom + from) * step;
    double end = (evidence.loadFrom + to) * step;
    double[] failed = evidence.intervals.column(Intervals.FAILED);
    double near = 0;
    for (int i = 0; i < failed.length; i++) {
      if ((i + 1) * step > begin - NEAR_S && i * step < end + NEAR_S && failed[i] > 0) {
        near += failed[i];
      }
    }
    return new Failures.Dip(begin, end, throughput[lowest], expected[lowest], Math.round(near));
  }

  /** True if a dip lies within two seconds of a stretch. */
  static boolean near(List<Failures.Dip> dips, double fromSeconds, double toSeconds) {
    return dips.stream()
        .anyMatch(
            dip ->
                dip.toSeconds() > fromSeconds - NEAR_S && dip.fromSeconds() < toSeconds + NEAR_S);
  }

  /** A dip and two seconds to each side. */
  static double[] around(Failures.Dip dip) {
    return new double[] {dip.fromSeconds() - NEAR_S, dip.toSeconds() + NEAR_S};
  }
}
