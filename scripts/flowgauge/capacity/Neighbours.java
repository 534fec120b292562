package flowgauge.capacity;

import java.util.List;

/**
 * What steps of nearly the same load know together of how far chance carries a share. A step that
 * ends as soon as it seems clear ends where its own requests seemed to have little in common; those
 * of its neighbours do not depend on that. So a step's effect is no less than their common one,
 * each counting by its requests, at its own share: bursts that are longer make the share higher and
 * the effect larger, with its root ({@link Share#likelihood}).
 */
final class Neighbours {
  /** Logarithms of load up to which steps are alike. */
  private static final double NEAR = 0.1;

  private static final double MOST_FREEDOM = 100;

  private Neighbours() {}

  /**
   * A share with what its neighbours know.
   *
   * @param points steps, this one among them or not
   * @param load of this one
   */
  static Share of(List<Estimate.Point> points, int objective, double load, Share own) {
    if (own.counted() == 0) {
      return own;
    }
    double requests = 0;
    double beyond = 0;
    double effect = 0;
    double freedom = 0;
    for (Estimate.Point point : points) {
      Share share = point.shares().get(objective);
      boolean told = share.beyond() > 0 && share.beyond() < share.counted();
      if (told && Math.abs(Math.log(point.load() / load)) <= NEAR) {
        requests += share.counted();
        beyond += share.beyond();
        effect += share.counted() * share.effect();
        freedom += share.freedom();
      }
    }
    if (requests == 0) {
      return own;
    }
    double burst = Math.sqrt(own.beyond() == 0 ? 1 : own.value() / (beyond / requests));
    double common = Math.max(1, effect / requests * burst);
    return common <= own.effect() ? own : own.with(common, Math.min(freedom, MOST_FREEDOM));
  }
}
