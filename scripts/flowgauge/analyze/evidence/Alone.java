package flowgauge.analyze.evidence;

import flowgauge.analyze.intervals.Baseline;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Response times of requests that had the server to themselves, milliseconds.
 *
 * @param count how many
 * @param meanMs their mean, NaN of none
 * @param errorMs standard error of the mean, NaN of fewer than two
 * @param medianMs median
 * @param p99Ms what 99 of 100 do not exceed
 * @param logMean mean of the natural logarithms
 * @param logError standard error of that
 */
public record Alone(
    long count,
    double meanMs,
    double errorMs,
    double medianMs,
    double p99Ms,
    double logMean,
    double logError) {

  static Alone of(List<Baseline.Row> rows) {
    return of(rows.stream().mapToDouble(row -> row.responseUs() / 1e3));
  }

  /** Those of milliseconds. */
  public static Alone of(DoubleStream times) {
    double[] ms = times.map(t -> Math.max(1e-3, t)).sorted().toArray();
    int n = ms.length;
    if (n == 0) {
      return new Alone(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double[] mean = moments(ms);
    double[] logs = moments(DoubleStream.of(ms).map(Math::log).toArray());
    return new Alone(n, mean[0], mean[1], ms[n / 2], ms[(int) (0.99 * (n - 1))], logs[0], logs[1]);
  }

  private static double[] moments(double[] values) {
    double mean = DoubleStream.of(values).average().orElse(Double.NaN);
    double squares = DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
    int n = values.length;
    return new double[] {mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n)};
  }

  /** Squared coefficient of variation of one request's time; 1 where there are too few to say. */
  public double variation() {
    return count < 10 ? 1 : count * errorMs * errorMs / (meanMs * meanMs);
  }

  /**
   * By how many standard errors the logarithms of another's times differ from these, and which way:
   * a change of scale shows in logarithms alike, however heavy the tail.
   */
  double sigmasTo(Alone other) {
    double error = Math.hypot(logError, other.logError);
    return Math.abs(other.logMean - logMean) / Math.max(error, 0.01);
  }
}
