package flowgauge.analyze.worlds;

import flowgauge.analyze.worlds.Truth.Right;

/**
 * Whether the whole server stood still: {@code yes} where there were stretches of 10 ms or more in
 * which requests were in flight and none could end.
 *
 * <p>Undecided: stretches in which fewer than 15 answers would have come, or less than twice as
 * long as another without one; where there is none but, by chance or because requests came at once,
 * nothing ended in the time of 8 answers; outages; and where less than half was answered.
 */
final class Standstill {
  static final String YES = "yes";
  static final String NO = "no";

  private static final double CHANCE = 4;
  private static final double SEEN = 8;

  private Standstill() {}

  static Right of(World world, Inside inside) {
    boolean strange =
        !world.trouble().outages().isEmpty()
            || inside.answered < 0.5 * inside.sent
            || inside.answered < 100;
    if (strange) {
      return Right.undecided(YES, NO);
    }
    double chance = Math.log(inside.answered);
    double natural = inside.longestGap(world.pauses());
    if (world.pauses().isEmpty()) {
      return natural < chance + CHANCE ? Right.only(NO) : Right.undecided(YES, NO);
    }
    double most = world.pauses().all().stream().mapToDouble(inside::missed).max().orElse(0);
    boolean seen = most >= chance + SEEN && most >= 2 * natural;
    return seen ? Right.only(YES) : Right.undecided(YES, NO);
  }
}
