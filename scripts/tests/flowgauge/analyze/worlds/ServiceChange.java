package flowgauge.analyze.worlds;

import flowgauge.analyze.worlds.Drift.Kind;
import flowgauge.analyze.worlds.Truth.Right;

/**
 * Whether the service time of a request alone changed, the last quarter of the load against the
 * first: {@code slower} or {@code faster} by a quarter or more, else {@code steady}. A service that
 * is slow at first and then steady is {@code cold_start}, which is also {@code faster}.
 *
 * <p>Undecided: a change of 1.1 to 1.4, or one to and fro; fewer than 400 requests served (100
 * where nothing changed), or fewer than 20 in the cold; a saturated server that nobody asked one
 * request at a time before and after; and where less than half was answered.
 */
final class ServiceChange {
  static final String STEADY = "steady";
  static final String SLOWER = "slower";
  static final String FASTER = "faster";
  static final String COLD_START = "cold_start";

  private static final String[] ALL = {STEADY, SLOWER, FASTER, COLD_START};

  private ServiceChange() {}

  static Right of(World world, Inside inside, Right piled) {
    boolean hidden = piled.answers().contains(PiledUp.SATURATED) && Baseline.lengthS(world) == 0;
    boolean few = inside.served() < (world.drift().kind() == Kind.NONE ? 100 : 400);
    if (hidden || few || inside.answered < 0.5 * inside.sent) {
      return Right.undecided(ALL);
    }
    if (world.drift().kind() == Kind.NONE) {
      return Right.only(STEADY);
    }
    double length = world.lengthS();
    double change = factor(world, 0.75 * length, length) / factor(world, 0, length / 4);
    boolean clear = Math.abs(Math.log(change)) >= Math.log(1.4);
    return switch (world.drift().kind()) {
      case LEAK, STEP ->
          clear ? Right.only(SLOWER) : new Right(java.util.Set.of(STEADY, SLOWER), false);
      case STEP_DOWN -> clear ? Right.anyOf(FASTER, COLD_START) : Right.undecided(ALL);
      case COLD_START -> {
        boolean seen = inside.between(inside.asked, 0, world.drift().atS()) >= 20;
        yield clear && seen ? Right.anyOf(COLD_START, FASTER) : Right.undecided(ALL);
      }
      default -> Right.undecided(ALL);
    };
  }

  private static double factor(World world, double from, double to) {
    double mean = world.drift().mean(from, to);
    return world.drift().backendOnly()
        ? 1 - world.backendShare() + world.backendShare() * mean
        : mean;
  }
}
