package flowgauge.analyze.failure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Robust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The mean course of throughput and response time around the onsets of failure clusters, in
 * standard deviations from the figure's mean, with the band that the same onsets, all moved by one
 * random time, stay in (the extremes over the whole window, so that the band holds for all of it at
 * once).
 */
final class EventWindows {
  private static final int FEWEST_EVENTS = 5;
  private static final double BEFORE_S = 30;
  private static final double AFTER_S = 60;
  private static final int MOVES = 199;

  static List<Failures.EventWindow> of(Evidence evidence, List<FailureCluster> clusters) {
    double step = evidence.intervals.stepSeconds();
    int n = evidence.loadTo - evidence.loadFrom;
    int before = (int) Math.min(BEFORE_S / step, n / 6);
    int after = (int) Math.min(AFTER_S / step, n / 3);
    List<Integer> onsets = new ArrayList<>();
    for (FailureCluster cluster : clusters) {
      int at = (int) (cluster.fromSeconds() / step) - evidence.loadFrom;
      if (at - before >= 0 && at + after < n) {
        onsets.add(at);
      }
    }
    if (onsets.size() < FEWEST_EVENTS) {
      return List.of();
    }
    List<Failures.EventWindow> windows = new ArrayList<>();
    for (String figure : List.of(Intervals.THROUGHPUT, Intervals.P50_MS, Intervals.CPU_CORES)) {
      double[] values = evidence.loadColumn(figure);
      if (Arrays.stream(values).filter(v -> !Double.isNaN(v)).distinct().count() > 1) {
        windows.add(window(figure, values, onsets, before, after, step));
      }
    }
    return windows;
  }

  private static Failures.EventWindow window(
      String figure, double[] values, List<Integer> onsets, int before, int after, double step) {
    double mean = Robust.mean(values);
    double spread =
        Math.sqrt(Robust.mean(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).toArray()));
    double[] z = Arrays.stream(values).map(v -> (v - mean) / spread).toArray();
    double[] course = course(z, onsets, 0, before, after);
    SplittableRandom random = new SplittableRandom(17);
    double[] lows = new double[MOVES];
    double[] highs = new double[MOVES];
    for (int r = 0; r < MOVES; r++) {
      double[] chance = course(z, onsets, random.nextInt(z.length), before, after);
      lows[r] = Arrays.stream(chance).filter(v -> !Double.isNaN(v)).min().orElse(0);
      highs[r] = Arrays.stream(chance).filter(v -> !Double.isNaN(v)).max().orElse(0);
    }
    Arrays.sort(lows);
    Arrays.sort(highs);
    return new Failures.EventWindow(
        figure,
        -before * step,
        Arrays.stream(course).boxed().toList(),
        lows[MOVES / 40],
        highs[MOVES - 1 - MOVES / 40],
        onsets.size());
  }

  private static double[] course(
      double[] z, List<Integer> onsets, int moved, int before, int after) {
    double[] course = new double[before + after + 1];
    for (int i = 0; i < course.length; i++) {
      int at = i - before + moved;
      course[i] =
          Robust.mean(
              onsets.stream().mapToDouble(o -> z[Math.floorMod(o + at, z.length)]).toArray());
    }
    return course;
  }
}
