package flowgauge.analyze.statistics;

import java.util.Arrays;

/** Statistics that a few wild values do not move. NaN values are passed over. */
public final class Robust {
  /** Scales a median absolute deviation to a normal distribution's standard deviation. */
  private static final double TO_SIGMA = 1.4826;

  private Robust() {}

  /** The median, in the values' unit; NaN of none. */
  public static double median(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int n = sorted.length;
    if (n == 0) {
      return Double.NaN;
    }
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }

  /** A value, or 0 where there is none. */
  public static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  /** The mean of what is there, NaN of none. */
  public static double mean(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
  }

  /**
   * The median absolute deviation from the median, scaled to a standard deviation under a normal
   * distribution (F. R. Hampel, The Influence Curve and Its Role in Robust Estimation, 1974).
   */
  public static double mad(double[] values) {
    double center = median(values);
    return TO_SIGMA * median(Arrays.stream(values).map(v -> Math.abs(v - center)).toArray());
  }

  /**
   * The running median over a window centered on each value; at the ends the window is cut.
   *
   * @param half values on each side
   */
  public static double[] runningMedian(double[] values, int half) {
    double[] medians = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int from = Math.max(0, i - half);
      medians[i] = median(Arrays.copyOfRange(values, from, Math.min(values.length, i + half + 1)));
    }
    return medians;
  }

  /**
   * The median of the slopes between all pairs of points, in y's unit per x's (H. Theil, 1950; P.
   * K. Sen, Estimates of the Regression Coefficient Based on Kendall's Tau, 1968). Series of more
   * than 600 points are thinned evenly.
   */
  public static double slope(double[] x, double[] y) {
    double[] px = new double[x.length];
    double[] py = new double[x.length];
    int n = 0;
    int step = Math.max(1, x.length / 600);
    for (int i = 0; i < x.length; i += step) {
      if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
        px[n] = x[i];
        py[n++] = y[i];
      }
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int found = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (px[i] != px[j]) {
          slopes[found++] = (py[j] - py[i]) / (px[j] - px[i]);
        }
      }
    }
    return median(Arrays.copyOf(slopes, found));
  }

  /** Pearson's correlation over the pairs that are whole; 0 where one of the two is constant. */
  public static double correlation(double[] x, double[] y) {
    double n = 0;
    double sx = 0;
    double sy = 0;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
        n++;
        sx += x[i];
        sy += y[i];
      }
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
        double dx = x[i] - sx / n;
        double dy = y[i] - sy / n;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
      }
    }
    return n < 3 || xx <= 1e-12 || yy <= 1e-12 ? 0 : xy / Math.sqrt(xx * yy);
  }
}
