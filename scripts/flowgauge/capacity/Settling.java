package flowgauge.capacity;

import flowgauge.analyze.statistics.MannKendall;
import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * From when on a step has settled, by its requests in flight: from where they first cross the mean
 * of their later half (the rule of crossings, in the form of A. V. Gafarian, C. J. Ancker and T.
 * Morisaku, Naval Research Logistics Quarterly 25, 1978), if the rest has no trend. Rules that cut
 * off what makes the rest calmest, as MSER does, cut bursts off too, and near a queue's capacity it
 * is these that are to be counted.
 *
 * @param from index of the first group behind the cut
 * @param settled whether less than half is cut off and the rest has no trend
 * @param rising whether the rest rises
 */
record Settling(int from, boolean settled, boolean rising) {
  private static final double TREND = 0.05;

  /** A trend by less than this part of the mean over the whole rest changes nothing. */
  private static final double SLIGHT = 0.02;

  private static final int FEWEST = 16;

  /**
   * Of the mean requests in flight of groups of equal length, in order.
   *
   * @param open whether the load is open. Then bursts lift the mean of the later half above what is
   *     usual, and a cut where it is first crossed would leave out what came before a burst: the
   *     median is crossed in its place.
   */
  static Settling of(double[] groups, boolean open) {
    int n = groups.length;
    if (n < FEWEST) {
      return new Settling(0, false, false);
    }
    double[] half = Arrays.copyOfRange(groups, n / 2, n);
    double later = open ? StatUtils.percentile(half, 50) : StatUtils.mean(half);
    int cut = 1;
    boolean below = groups[0] < later;
    while (cut < n / 2 && groups[cut] < later == below) {
      cut++;
    }
    double[] rest = Arrays.copyOfRange(groups, cut, n);
    MannKendall trend = MannKendall.of(rest);
    double mean = Arrays.stream(rest).average().orElse(0);
    boolean trending =
        trend.p() < TREND
            && Math.abs(trend.slopePerStep()) * rest.length > SLIGHT * Math.max(mean, 1e-9);
    return new Settling(cut, cut < n / 2 && !trending, trending && trend.z() > 0);
  }
}
