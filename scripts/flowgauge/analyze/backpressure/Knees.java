package flowgauge.analyze.backpressure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Where throughput stops growing with requests in flight: the least-squares fit of X = a min(N, K).
 *
 * <p>Source: D. J. Hudson, Fitting Segmented Curves Whose Join Points Have to Be Estimated, Journal
 * of the American Statistical Association 61 (1966); the interval by resampling windows.
 */
public final class Knees {
  /** F of the bend against a straight line, about p = 0.003 for 20 windows. */
  private static final double BENDS = 10;

  private static final int RESAMPLES = 200;

  private Knees() {}

  /** The knee, or empty where a straight line through the origin says as much. */
  public static Optional<Backpressure.Knee> find(List<Backpressure.LoadPoint> points) {
    double[] n = points.stream().mapToDouble(Backpressure.LoadPoint::inFlight).toArray();
    double[] x = points.stream().mapToDouble(Backpressure.LoadPoint::throughputPerSecond).toArray();
    if (n.length < 8) {
      return Optional.empty();
    }
    double most = Arrays.stream(n).max().orElse(0);
    double[] fit = fit(n, x);
    double straight = error(n, x, Double.POSITIVE_INFINITY)[1];
    double f = (straight - fit[2]) / (fit[2] / (n.length - 2));
    long beyond = Arrays.stream(n).filter(v -> v > fit[0]).count();
    if (!(f > BENDS) || fit[0] > 0.8 * most || beyond < 3 || n.length - beyond < 2) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(7);
    double[] knees = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double[] rn = new double[n.length];
      double[] rx = new double[n.length];
      for (int i = 0; i < n.length; i++) {
        int pick = random.nextInt(n.length);
        rn[i] = n[pick];
        rx[i] = x[pick];
      }
      knees[r] = fit(rn, rx)[0];
    }
    Arrays.sort(knees);
    return Optional.of(
        new Backpressure.Knee(
            fit[0], knees[RESAMPLES / 40], knees[RESAMPLES - 1 - RESAMPLES / 40], fit[0] * fit[1]));
  }

  /** Knee, slope and squared error of the best fit. */
  private static double[] fit(double[] n, double[] x) {
    double most = Arrays.stream(n).max().orElse(1);
    double[] best = {Double.NaN, Double.NaN, Double.POSITIVE_INFINITY};
    for (int step = 1; step <= 100; step++) {
      double knee = most * step / 100;
      double[] line = error(n, x, knee);
      if (line[1] < best[2]) {
        best = new double[] {knee, line[0], line[1]};
      }
    }
    return best;
  }

  private static double[] error(double[] n, double[] x, double knee) {
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < n.length; i++) {
      double cut = Math.min(n[i], knee);
      xy += cut * x[i];
      xx += cut * cut;
    }
    double slope = xx == 0 ? 0 : xy / xx;
    double error = 0;
    for (int i = 0; i < n.length; i++) {
      double off = x[i] - slope * Math.min(n[i], knee);
      error += off * off;
    }
    return new double[] {slope, error};
  }
}
