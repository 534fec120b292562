package flowgauge.analyze.model;

import flowgauge.analyze.samples.Samples;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * By how much kept connections differ in their own mean response time: an analysis of variance
 * between and within them, with unlike numbers of requests each.
 *
 * <p>Source: S. R. Searle, G. Casella, C. E. McCulloch, Variance Components, 1992, chapter 3.
 */
record BetweenConnections(long fromUs, long toUs, Map<Long, double[]> sums)
    implements Samples.Mergeable<BetweenConnections> {
  /** Connections of fewer requests say nothing of the difference. */
  private static final int REQUESTS = 2;

  private static final int CONNECTIONS = 20;

  /**
   * The standard deviation between connections, without what chance adds, seconds; NaN where they
   * are too few or too short to tell.
   *
   * @param fromUs of successful requests that were sent from here on
   * @param toUs and until here
   */
  static double deviation(Path samples, long fromUs, long toUs) throws IOException {
    return Samples.gather(
            samples, () -> new BetweenConnections(fromUs, toUs, new HashMap<>()), report -> {})
        .deviation();
  }

  @Override
  public void row(Sample row) {
    if (row.outcome() != Outcome.OK
        || row.sentUs() < fromUs
        || row.sentUs() >= toUs
        || !row.phase().ofLoad()) {
      return;
    }
    double[] sum = sums.computeIfAbsent(row.connection(), any -> new double[3]);
    double seconds = row.responseUs() / 1e6;
    sum[0]++;
    sum[1] += seconds;
    sum[2] += seconds * seconds;
  }

  @Override
  public void merge(BetweenConnections other) {
    other.sums.forEach(
        (connection, sum) -> {
          double[] own = sums.computeIfAbsent(connection, any -> new double[3]);
          for (int i = 0; i < own.length; i++) {
            own[i] += sum[i];
          }
        });
  }

  private double deviation() {
    double groups = 0;
    double all = 0;
    double whole = 0;
    double within = 0;
    double between = 0;
    double crowd = 0;
    for (double[] sum : sums.values()) {
      if (sum[0] >= REQUESTS) {
        groups++;
        all += sum[0];
        whole += sum[1];
        within += sum[2] - sum[1] * sum[1] / sum[0];
        between += sum[1] * sum[1] / sum[0];
        crowd += sum[0] * sum[0];
      }
    }
    if (groups < CONNECTIONS) {
      return Double.NaN;
    }
    between = (between - whole * whole / all) / (groups - 1);
    within /= all - groups;
    double each = (all - crowd / all) / (groups - 1);
    return Math.sqrt(Math.max(0, (between - within) / each));
  }
}
