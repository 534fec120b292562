package flowgauge.analyze.model;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * The distribution of response times, by how many a request finds in the server. Found k, it waits
 * for k - slots + 1 departures at the full server's rate, which come as irregularly as requests
 * differ (their squared coefficient of variation, at most 1); at the CPU it waits for those who
 * came before, each with an exponential time; the rest takes its own time with the spread that it
 * has alone. The sum is taken for a gamma distribution with the same mean and variance, from a bit
 * below the rest's mean on: an approximation of the tail, not of the mean.
 */
final class ResponseTimes {
  /** What is rarer adds nothing to a percentile that is given. */
  private static final double RARE = 1e-7;

  private static final double LONGEST_S = 1e6;
  private static final int HALVINGS = 60;

  private final InService inside;
  private final int slots;
  private final double restSeconds;
  private final double restDeviation;
  private final double irregularity;
  private double[] weights = new double[16];
  private double total;

  /**
   * @param restSeconds what a request takes beside the CPU
   * @param restDeviation its standard deviation
   */
  ResponseTimes(InService inside, int slots, double restSeconds, double restDeviation) {
    this.inside = inside;
    this.slots = slots;
    this.restSeconds = restSeconds;
    this.restDeviation = restDeviation;
    double full = inside.seconds(slots);
    this.irregularity = Math.min(1, atWork(slots) / (full * full));
  }

  /** Adds requests of a group of users who find others as in {@code others}. */
  void add(InServer others, double weight) {
    double[] chance = others.chance();
    if (weights.length < chance.length) {
      weights = Arrays.copyOf(weights, chance.length);
    }
    for (int k = 0; k < chance.length; k++) {
      weights[k] += weight * chance[k];
      total += weight * chance[k];
    }
  }

  /** The response time that so many percent do not exceed, seconds; NaN where queues only grow. */
  double percentile(double percent) {
    if (total == 0) {
      return Double.NaN;
    }
    double low = 0;
    double high = 1e-3;
    while (share(high) < percent / 100 && high < LONGEST_S) {
      high *= 2;
    }
    for (int i = 0; i < HALVINGS && high - low > 1e-6 * high; i++) {
      double middle = (low + high) / 2;
      if (share(middle) < percent / 100) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double share(double seconds) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] > RARE * total) {
        sum += weights[k] / total * share(seconds, k);
      }
    }
    return sum;
  }

  /** Variance of the time of one of so many at work. */
  private double atWork(int k) {
    return restDeviation * restDeviation + inside.cpuVariance(k);
  }

  private double share(double seconds, int found) {
    int atWork = Math.min(found + 1, slots);
    double cpu = inside.cpuSeconds(atWork);
    double mean = restSeconds + cpu;
    double variance = atWork(atWork);
    if (found >= slots) {
      int stages = found - slots + 1;
      double each = 1 / inside.perSecond(slots);
      mean += stages * each;
      variance += stages * each * each * irregularity;
    }
    double from = Math.max(0, restSeconds - 2 * restDeviation);
    double above = mean - from;
    if (variance <= 1e-12 * mean * mean || above <= 0) {
      return seconds >= mean ? 1 : 0;
    }
    if (seconds <= from) {
      return 0;
    }
    double shape = above * above / variance;
    return Gamma.regularizedGammaP(shape, (seconds - from) * shape / above);
  }
}
