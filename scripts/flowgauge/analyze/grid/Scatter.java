package flowgauge.analyze.grid;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/** How far one run of a setting is from another: pooled over all settings, on logarithms. */
final class Scatter {
  private static final double UPPER = 0.975;

  /**
   * Half width of a single run's 95 % interval, on logarithms; NaN where no setting was run twice.
   *
   * @param repeats figures above 0 of each setting's runs
   */
  static double halfWidth(List<double[]> repeats) {
    double squares = 0;
    int freedom = 0;
    for (double[] runs : repeats) {
      double[] logs = Arrays.stream(runs).filter(v -> v > 0).map(Math::log).toArray();
      double mean = Arrays.stream(logs).average().orElse(0);
      squares += Arrays.stream(logs).map(v -> (v - mean) * (v - mean)).sum();
      freedom += Math.max(0, logs.length - 1);
    }
    return freedom == 0
        ? Double.NaN
        : new TDistribution(freedom).inverseCumulativeProbability(UPPER)
            * Math.sqrt(squares / freedom);
  }
}
