package flowgauge.analyze.failure;

import flowgauge.analyze.statistics.Blocks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether stretches of one kind meet those of another more often than chance lets them: how many
 * do, against as many put elsewhere. What lies closer together than it is long, or than half a
 * second, moves as one; such groups keep their lengths, the gaps between them change places, and
 * all are turned around the circle of the load's time. {@code p = (k + 1) / (n + 1)}.
 *
 * <p>So neither long groups nor regular ones pass for many that are independent.
 */
final class Coincidence {
  private static final int MOVES = 399;
  private static final double TOGETHER_S = 0.5;

  /**
   * The share of ways to put them elsewhere in which as many meet.
   *
   * @param moved stretches, from and to in seconds
   * @param fixed what they may meet
   * @param from start of the time in which both can be
   * @param to its end
   */
  static double p(List<double[]> moved, List<double[]> fixed, double from, double to) {
    double length = to - from;
    List<List<double[]>> groups = groups(moved, from, to);
    if (groups.isEmpty() || fixed.isEmpty() || !(length > 0)) {
      return 1;
    }
    boolean[] covered = cover(fixed, from, length);
    double[] gaps = gaps(groups, from, length);
    int found = meeting(groups, starts(groups), covered, from, length);
    SplittableRandom random = new SplittableRandom(19);
    int reached = 0;
    for (int move = 0; move < MOVES; move++) {
      Blocks.shuffle(gaps, random);
      double[] starts = new double[groups.size()];
      double at = random.nextDouble() * length;
      for (int i = 0; i < starts.length; i++) {
        starts[i] = at;
        at += lengthOf(groups.get(i)) + gaps[i];
      }
      reached += meeting(groups, starts, covered, from, length) >= found ? 1 : 0;
    }
    return (reached + 1.0) / (MOVES + 1);
  }

  private static List<List<double[]>> groups(List<double[]> moved, double from, double to) {
    List<double[]> sorted = new ArrayList<>(moved);
    sorted.removeIf(each -> each[1] < from || each[0] > to);
    sorted.sort(Comparator.comparingDouble(each -> each[0]));
    List<List<double[]>> groups = new ArrayList<>();
    double end = Double.NEGATIVE_INFINITY;
    for (double[] each : sorted) {
      if (groups.isEmpty() || each[0] - end > TOGETHER_S) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(each);
      end = Math.max(end, each[1]);
    }
    return groups;
  }

  private static final int CELLS = 20_000;

  private static boolean[] cover(List<double[]> fixed, double from, double length) {
    boolean[] covered = new boolean[CELLS];
    for (double[] each : fixed) {
      int first = (int) Math.max(0, (each[0] - from) / length * CELLS);
      int last = (int) Math.min(CELLS - 1, (each[1] - from) / length * CELLS);
      for (int i = first; i <= last; i++) {
        covered[i] = true;
      }
    }
    return covered;
  }

  private static double[] starts(List<List<double[]>> groups) {
    return groups.stream().mapToDouble(group -> group.get(0)[0]).toArray();
  }

  private static double lengthOf(List<double[]> group) {
    double end = group.stream().mapToDouble(each -> each[1]).max().orElse(0);
    return end - group.get(0)[0];
  }

  private static double[] gaps(List<List<double[]>> groups, double from, double length) {
    double[] gaps = new double[groups.size()];
    for (int i = 0; i < gaps.length; i++) {
      double end = groups.get(i).get(0)[0] + lengthOf(groups.get(i));
      boolean last = i + 1 == gaps.length;
      double next = last ? groups.get(0).get(0)[0] + length : groups.get(i + 1).get(0)[0];
      gaps[i] = Math.max(0, next - end);
    }
    return gaps;
  }

  private static int meeting(
      List<List<double[]>> groups, double[] starts, boolean[] covered, double from, double length) {
    int meeting = 0;
    for (int g = 0; g < starts.length; g++) {
      double by = starts[g] - groups.get(g).get(0)[0];
      for (double[] each : groups.get(g)) {
        int first = (int) Math.floor((each[0] + by - from) / length * CELLS);
        int last = (int) Math.floor((each[1] + by - from) / length * CELLS);
        boolean meets = false;
        for (int i = first; i <= Math.min(last, first + CELLS) && !meets; i++) {
          meets = covered[Math.floorMod(i, CELLS)];
        }
        meeting += meets ? 1 : 0;
      }
    }
    return meeting;
  }
}
