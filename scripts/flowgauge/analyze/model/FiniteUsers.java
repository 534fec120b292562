package flowgauge.analyze.model;

/**
 * Users who think, then ask a server that works on so many requests at once and lets others wait in
 * line. The number in the server is a birth and death process, solved exactly; its rates are the
 * inside's throughput ({@link InService}), so that the whole is the hierarchical model of a passive
 * resource: exact where the inside reaches its balance quickly against the arrivals, which it does
 * with many requests or few.
 *
 * <p>Source: Lazowska et al., Quantitative System Performance, 1984, chapter 9.
 *
 * @param perSecond throughput
 * @param chance of 0 to all users in the server
 */
record FiniteUsers(double perSecond, double[] chance) {

  /**
   * Solves it.
   *
   * @param users at least 0
   * @param thinkSeconds mean wait of a user; 0 keeps all in the server
   * @param inside solved for at least as many requests as can be at work
   * @param slots requests that are worked on at once
   */
  static FiniteUsers of(int users, double thinkSeconds, InService inside, int slots) {
    double[] chance = new double[users + 1];
    if (users == 0 || thinkSeconds <= 0) {
      chance[users] = 1;
    } else {
      double[] log = new double[users + 1];
      double highest = 0;
      for (int n = 1; n <= users; n++) {
        double arrivals = (users - n + 1) / thinkSeconds;
        log[n] = log[n - 1] + Math.log(arrivals / inside.perSecond(Math.min(n, slots)));
        highest = Math.max(highest, log[n]);
      }
      double sum = 0;
      for (int n = 0; n <= users; n++) {
        chance[n] = Math.exp(log[n] - highest);
        sum += chance[n];
      }
      for (int n = 0; n <= users; n++) {
        chance[n] /= sum;
      }
    }
    double perSecond = 0;
    for (int n = 1; n <= users; n++) {
      perSecond += chance[n] * inside.perSecond(Math.min(n, slots));
    }
    return new FiniteUsers(perSecond, chance);
  }
}
