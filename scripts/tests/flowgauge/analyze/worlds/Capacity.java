package flowgauge.analyze.worlds;

import java.util.HashMap;
import java.util.Map;

/**
 * What a world's server can finish at a moment, from its settings alone: slots over the mean
 * service time, less the share of time that it stands still.
 */
final class Capacity {
  private final World world;
  private final double running;
  private final Map<Long, Double> busyShares = new HashMap<>();

  Capacity(World world) {
    this.world = world;
    this.running = 1 - world.pauses().within(0, world.lengthS()) / world.lengthS();
  }

  /** What all slots finish a second. */
  double slots(double t) {
    return world.slots() == World.UNBOUNDED
        ? Double.POSITIVE_INFINITY
        : world.slots() / world.serviceS(t) * running;
  }

  /** The same of a server that never stands still. */
  double slotsWithoutPauses(double t) {
    return slots(t) / running;
  }

  /** What a rate limiter lets through a second. */
  double limiter() {
    return world.trouble().kind() == Trouble.Kind.RATE_LIMIT
        ? world.trouble().perSecond()
        : Double.POSITIVE_INFINITY;
  }

  /** What all connections carry a second if none waits for a slot. */
  double connections(double t) {
    return world.trouble().boundsConnections()
        ? world.trouble().connections() / world.serviceS(t) * running
        : Double.POSITIVE_INFINITY;
  }

  /** The least of all. */
  double least(double t) {
    return Math.min(slots(t), Math.min(limiter(), connections(t)));
  }

  /**
   * The share of slots that are busy with a closed model's users there at a moment, in the long
   * run: the machine-repair queue M/M/c//n (Kleinrock, Queueing Systems I, 1975, section 3.8),
   * whose exponential times stand in for all.
   */
  double busyShare(double t) {
    int users = world.users(t);
    if (users == 0 || world.slots() == World.UNBOUNDED) {
      return 0;
    }
    double service = world.serviceS(t) / running;
    return busyShares.computeIfAbsent(
        (long) users << 32 ^ Math.round(1e3 * Math.log(service) + 1e5),
        key -> busyShare(users, world.slots(), thinkPerService(), service));
  }

  /**
   * A request that is reset at once comes to no slot: there is more thinking for each that does.
   */
  private double thinkPerService() {
    boolean atOnce = world.trouble().kind() == Trouble.Kind.RESET_AT_ONCE;
    return world.thinkS() / (atOnce ? 1 - world.trouble().share() : 1);
  }

  static double busyShare(int users, int slots, double thinkS, double serviceS) {
    if (thinkS <= 0) {
      return Math.min(1, (double) users / slots);
    }
    double weight = 1;
    double sum = 1;
    double busy = 0;
    for (int at = 1; at <= users; at++) {
      weight *= (users - at + 1) / thinkS / (Math.min(at, slots) / serviceS);
      sum += weight;
      busy += weight * Math.min(at, slots);
      if (weight > 1e250) {
        weight *= 1e-250;
        sum *= 1e-250;
        busy *= 1e-250;
      }
    }
    return busy / sum / slots;
  }

  /** How often a second users would ask if none waited. */
  double wanted(double t) {
    return world.open()
        ? world.rate(t)
        : world.users(t) / Math.max(1e-3, thinkPerService() + world.serviceS(t));
  }
}
