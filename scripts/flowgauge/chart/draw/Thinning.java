package flowgauge.chart.draw;

import java.util.Arrays;

/**
 * Thins a long series so that it still draws as it would in full: each bucket keeps its first, its
 * lowest, its highest and its last point (the M4 aggregation of Jugel et al., "M4: A
 * Visualization-Oriented Time Series Data Aggregation", VLDB 2014), so no peak is lost.
 */
final class Thinning {
  /** Buckets over a chart's width: one for two pixels of {@link Style#WIDTH}. */
  static final int BUCKETS = 360;

  private Thinning() {}

  /**
   * A thinned series.
   *
   * @param x in ascending order
   * @param y of the same length; NaN is a gap
   */
  record Points(double[] x, double[] y) {}

  /**
   * Thins a series to at most four points a bucket; a shorter one is returned as it is.
   *
   * @param x in ascending order
   * @param y of the same length; NaN is a gap, and a bucket that has one keeps one
   */
  static Points thin(double[] x, double[] y, int buckets) {
    if (x.length <= 4 * buckets) {
      return new Points(x, y);
    }
    double width = (x[x.length - 1] - x[0]) / buckets;
    double[] keptX = new double[4 * buckets + 4];
    double[] keptY = new double[4 * buckets + 4];
    int kept = 0;
    int from = 0;
    for (int bucket = 0; bucket < buckets && from < x.length; bucket++) {
      double end = x[0] + width * (bucket + 1);
      int to = from;
      while (to < x.length && (x[to] < end || bucket == buckets - 1)) {
        to++;
      }
      for (int index : chosen(y, from, to)) {
        keptX[kept] = x[index];
        keptY[kept++] = y[index];
      }
      from = to;
    }
    return new Points(Arrays.copyOf(keptX, kept), Arrays.copyOf(keptY, kept));
  }

  private static int[] chosen(double[] y, int from, int to) {
    if (to - from <= 4) {
      return java.util.stream.IntStream.range(from, to).toArray();
    }
    int low = -1;
    int high = -1;
    int gap = -1;
    for (int i = from; i < to; i++) {
      if (Double.isNaN(y[i])) {
        gap = i;
      } else {
        low = low < 0 || y[i] < y[low] ? i : low;
        high = high < 0 || y[i] > y[high] ? i : high;
      }
    }
    if (low < 0) {
      return new int[] {from};
    }
    int[] all = {gap < 0 ? from : gap, low, high, to - 1};
    return Arrays.stream(all).sorted().distinct().toArray();
  }
}
