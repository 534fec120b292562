package flowgauge.analyze.model;

import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * A station of c equal servers and a delay, closed, by the product form: of k requests j are at the
 * station with a weight of D^j / (1 2 .. c c ..) d^(k - j) / (k - j)!.
 */
final class SeveralServers {
  private final int servers;
  private final double demand;
  private final double[] atCpu;
  private final double[] inDelay;

  SeveralServers(int most, int servers, double demand, double delay) {
    this.servers = servers;
    this.demand = demand;
    this.atCpu = new double[most + 1];
    this.inDelay = new double[most + 1];
    for (int j = 1; j <= most; j++) {
      atCpu[j] = atCpu[j - 1] + Math.log(demand / Math.min(j, servers));
      inDelay[j] = j * Math.log(delay) - CombinatoricsUtils.factorialLog(j);
    }
  }

  /**
   * Fills in, for each number of requests from 1 on.
   *
   * @param perSecond throughput
   * @param variance of the time at the station: who arrives finds what one fewer leave there
   */
  void solve(double[] perSecond, double[] variance) {
    double before = 0;
    double waiting = 0;
    double squares = 0;
    for (int k = 1; k < perSecond.length; k++) {
      double each = demand / servers;
      variance[k] =
          demand * demand + each * each * (waiting + Math.max(0, squares - waiting * waiting));
      double highest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j <= k; j++) {
        highest = Math.max(highest, atCpu[j] + inDelay[k - j]);
      }
      double sum = 0;
      waiting = 0;
      squares = 0;
      for (int j = 0; j <= k; j++) {
        double weight = Math.exp(atCpu[j] + inDelay[k - j] - highest);
        double ahead = Math.max(0, j - servers + 1);
        sum += weight;
        waiting += weight * ahead;
        squares += weight * ahead * ahead;
      }
      waiting /= sum;
      squares /= sum;
      double weight = highest + Math.log(sum);
      perSecond[k] = Math.exp(before - weight);
      before = weight;
    }
  }
}
