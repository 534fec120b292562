package flowgauge.analyze.model;

/**
 * The inside of a server: so many requests at work, each in turn at the CPU and in a delay that
 * others don't lengthen (backend, fan-out). Throughput with k of them is {@link #perSecond}: the
 * flow-equivalent of the inside, which a queue for slots sees from outside.
 *
 * <p>Exact for a station of c equal servers and a delay, by the product form, up to {@link #EXACT}
 * requests; with one server by mean value analysis at any number. Beyond, several servers are taken
 * for one that is c times as fast and a delay of (c - 1) / c of the demand.
 *
 * <p>Source: M. Reiser and S. S. Lavenberg, Mean-Value Analysis of Closed Multichain Queuing
 * Networks, Journal of the ACM 27 (1980); E. D. Lazowska, J. Zahorjan, G. S. Graham, K. C. Sevcik,
 * Quantitative System Performance, Prentice-Hall 1984, chapters 8 and 9; A. Seidmann, P. J.
 * Schweitzer, S. Shalev-Oren, Computerized Closed Queueing Network Models of Flexible Manufacturing
 * Systems, Large Scale Systems 12 (1987), for the approximation.
 */
record InService(double[] perSecond, double[] cpuVariance, double delaySeconds) {
  /** Up to so many requests several servers are solved exactly. */
  static final int EXACT = 2_000;

  /**
   * The inside with 1 to {@code most} requests.
   *
   * @param most requests
   * @param servers of the CPU, at least 1
   * @param demandSeconds CPU time a request, at least 0
   * @param delaySeconds the rest of what a request takes alone, at least 0
   */
  static InService of(int most, int servers, double demandSeconds, double delaySeconds) {
    double[] perSecond = new double[most + 1];
    double[] variance = new double[most + 1];
    if (demandSeconds <= 0) {
      for (int k = 1; k <= most; k++) {
        perSecond[k] = k / delaySeconds;
      }
    } else if (servers == 1) {
      oneServer(perSecond, variance, demandSeconds, delaySeconds);
    } else if (most <= EXACT) {
      new SeveralServers(most, servers, demandSeconds, delaySeconds).solve(perSecond, variance);
    } else {
      double fast = demandSeconds / servers;
      oneServer(perSecond, variance, fast, delaySeconds + demandSeconds - fast);
    }
    return new InService(perSecond, variance, delaySeconds);
  }

  /** Of k requests j are at the CPU with the chance X(k) D p(j - 1) of one fewer: its moments. */
  private static void oneServer(
      double[] perSecond, double[] variance, double demand, double delay) {
    double queue = 0;
    double squares = 0;
    for (int k = 1; k < perSecond.length; k++) {
      variance[k] = demand * demand * (queue + 1 + Math.max(0, squares - queue * queue));
      double response = demand * (1 + queue);
      perSecond[k] = k / (delay + response);
      squares = perSecond[k] * demand * (squares + 2 * queue + 1);
      queue = perSecond[k] * response;
    }
  }

  double perSecond(int k) {
    return perSecond[k];
  }

  /** Mean time of one of k requests at work, seconds. */
  double seconds(int k) {
    return k / perSecond[k];
  }

  /** The part of that at the CPU, waiting for it included. */
  double cpuSeconds(int k) {
    return Math.max(0, seconds(k) - delaySeconds);
  }

  /** Variance of that part, first come, first served, with exponential times at the CPU. */
  double cpuVariance(int k) {
    return cpuVariance[k];
  }
}
