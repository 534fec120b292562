package flowgauge.analyze.model;

import java.util.Arrays;

/**
 * A server that works on so many requests at once and lets others wait in line, asked by users who
 * think between requests, or on a schedule. The number in the server is a birth and death process,
 * solved exactly; its rates are the inside's throughput ({@link InService}), so that the whole is
 * the hierarchical model of a passive resource: exact where the inside reaches its balance quickly
 * against the arrivals, which it does with many requests or few.
 *
 * <p>Source: Lazowska et al., Quantitative System Performance, 1984, chapter 9.
 *
 * @param perSecond throughput
 * @param chance of 0, 1, 2 and so on in the server; empty where their number grows without end
 */
record InServer(double perSecond, double[] chance) {
  /** An open chain is cut where what is beyond is rarer. */
  private static final double RARE = 1e-10;

  private static final int LONGEST = 200_000;

  /**
   * Solves a closed load.
   *
   * @param users at least 0
   * @param thinkSeconds mean wait of a user; 0 keeps all in the server
   * @param inside solved for at least as many requests as can be at work
   * @param slots requests that are worked on at once
   */
  static InServer of(int users, double thinkSeconds, InService inside, int slots) {
    if (users == 0 || thinkSeconds <= 0) {
      double[] chance = new double[users + 1];
      chance[users] = 1;
      return of(chance, inside, slots);
    }
    double[] log = new double[users + 1];
    for (int n = 1; n <= users; n++) {
      double arrivals = (users - n + 1) / thinkSeconds;
      log[n] = log[n - 1] + Math.log(arrivals / inside.perSecond(Math.min(n, slots)));
    }
    return of(normal(log), inside, slots);
  }

  /**
   * Solves an open load of arrivals at random (Poisson).
   *
   * @param rate requests a second, above 0
   * @param inside solved for {@code slots} requests
   * @param slots requests that are worked on at once
   */
  static InServer open(double rate, InService inside, int slots) {
    double full = inside.perSecond(slots);
    if (rate >= full) {
      return new InServer(full, new double[0]);
    }
    int waiting = (int) Math.min(LONGEST, Math.ceil(Math.log(RARE) / Math.log(rate / full)));
    double[] log = new double[slots + waiting + 1];
    for (int n = 1; n < log.length; n++) {
      log[n] = log[n - 1] + Math.log(rate / inside.perSecond(Math.min(n, slots)));
    }
    return new InServer(rate, normal(log));
  }

  private static double[] normal(double[] log) {
    double highest = Arrays.stream(log).max().orElse(0);
    double[] chance = new double[log.length];
    double sum = 0;
    for (int n = 0; n < log.length; n++) {
      chance[n] = Math.exp(log[n] - highest);
      sum += chance[n];
    }
    for (int n = 0; n < log.length; n++) {
      chance[n] /= sum;
    }
    return chance;
  }

  private static InServer of(double[] chance, InService inside, int slots) {
    double perSecond = 0;
    for (int n = 1; n < chance.length; n++) {
      perSecond += chance[n] * inside.perSecond(Math.min(n, slots));
    }
    return new InServer(perSecond, chance);
  }

  boolean settles() {
    return chance.length > 0;
  }

  /** Mean number in the server; infinite where it grows without end. */
  double mean() {
    double mean = settles() ? 0 : Double.POSITIVE_INFINITY;
    for (int n = 0; n < chance.length; n++) {
      mean += n * chance[n];
    }
    return mean;
  }
}
