package flowgauge.analyze.statistics;

import java.util.function.DoublePredicate;

/** Finds where something ends that holds from a lower value on. */
public final class Halving {
  private Halving() {}

  /**
   * The least value that was found not to hold any more, after so many halvings.
   *
   * @param low where it holds
   * @param high where it does not
   */
  public static double end(double low, double high, int times, DoublePredicate holds) {
    double below = low;
    double above = high;
    for (int i = 0; i < times; i++) {
      double middle = (below + above) / 2;
      if (holds.test(middle)) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return above;
  }
}
