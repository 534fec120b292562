package flowgauge.analyze.worlds;

import flowgauge.analyze.worlds.Truth.Right;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * Whether work piled up. T is 5 s or a tenth of the load, whichever is less.
 *
 * <ul>
 *   <li>{@code saturated}, open: for T in one piece the schedule's rate lay above what the server
 *       can finish (slots over mean service time, a limiter's rate, connections). Refused work,
 *       timed-out and unsent work is unfinished.
 *   <li>{@code saturated}, closed: for T in one piece all slots were busy and there were more users
 *       than slots, or more than connections, or the users asked for more than a limiter lets
 *       through.
 *   <li>{@code onset}: requests waited for a slot or a connection by a fifth of their uncontended
 *       time or more, means of all that were served; and it was not saturated.
 *   <li>{@code none}: else.
 * </ul>
 *
 * <p>Undecided is what lies between these borders or depends on how they are read:
 *
 * <ul>
 *   <li>rate over capacity of 0.97 to 1.03; an overload of 0.6 to 1.2 T; a surplus (or, of what is
 *       not overloaded, a slack) of less than 4 (2) standard deviations of arrivals and service
 *       times;
 *   <li>closed: slots busy for 0.9 to 0.98 of the time; as many users as slots, to a fifth more;
 *   <li>a waiting share of 0.13 to 0.3, with or without the time that the server stood still; a
 *       share below over the whole load and above 0.3 in a window of T;
 *   <li>single pauses of 0.6 T, pauses of 0.08 of the load, timeouts and connections that nobody
 *       got without an overload;
 *   <li>what a driver's own limit did.
 * </ul>
 */
final class PiledUp {
  static final String NONE = "none";
  static final String ONSET = "onset";
  static final String SATURATED = "saturated";

  private static final double STEP_S = 0.05;
  private static final double ENOUGH = 30;

  private final World world;
  private final Inside inside;
  private final Capacity capacity;
  private final double leastS;

  private PiledUp(World world, Inside inside) {
    this.world = world;
    this.inside = inside;
    this.capacity = new Capacity(world);
    this.leastS = Math.min(5, world.lengthS() / 10);
  }

  static Right of(World world, Inside inside) {
    return new PiledUp(world, inside).right();
  }

  /** Whether the driver, and not the server, kept requests back. */
  static boolean driverLimited(World world) {
    return world.driverPerSecond() < Double.POSITIVE_INFINITY;
  }

  private Right right() {
    if (driverLimited(world) || inside.served() < ENOUGH) {
      return Right.undecided(NONE, ONSET, SATURATED);
    }
    Set<String> overload = world.open() ? open() : closed();
    Set<String> answers = new TreeSet<>();
    if (overload.contains(SATURATED)) {
      answers.add(SATURATED);
    }
    if (overload.contains(NONE)) {
      answers.addAll(waited());
    }
    return new Right(answers, answers.size() == 1);
  }

  /** {@code saturated}, {@code none} for what is not, or both. */
  private Set<String> open() {
    DoubleUnaryOperator load = t -> world.rate(t) / capacity.least(t);
    double[] over = longest(load, 1);
    double length = over[1] - over[0];
    boolean never = lengthAbove(load, 0.97) < 0.6 * leastS;
    if (never) {
      boolean slack = surplus(around(load)) <= -2 || capacity.least(0) > 1e12;
      return slack && !lostByLoad() && !pausedLong() ? Set.of(NONE) : Set.of(NONE, SATURATED);
    }
    boolean clear = length >= 1.2 * leastS && mean(load, over) >= 1.03 && surplus(over) >= 4;
    return clear ? Set.of(SATURATED) : Set.of(NONE, SATURATED);
  }

  private Set<String> closed() {
    DoubleUnaryOperator busy = this::full;
    double[] over = longest(busy, 0.98);
    boolean clear =
        over[1] - over[0] >= 1.2 * leastS
            && (boundElsewhere() || busyInside(over) >= 0.96 && inside.waitShare(false) >= 0.3);
    if (clear) {
      return Set.of(SATURATED);
    }
    boolean never = lengthAbove(busy, 0.9) < 0.6 * leastS;
    return never && !lostByLoad() && !pausedLong() ? Set.of(NONE) : Set.of(NONE, SATURATED);
  }

  /** How full a closed model's server is at a moment: 1 where more users only wait. */
  private double full(double t) {
    double users = world.users(t);
    double slots = world.slots();
    double busy = users < slots ? Math.min(0.97, capacity.busyShare(t)) : capacity.busyShare(t);
    if (users < 1.2 * slots || users < slots + 1) {
      busy = Math.min(busy, 0.97);
    }
    double connected = users / Math.max(1, connections()) / 1.1;
    double limited = Math.min(capacity.wanted(t), capacity.slots(t)) / capacity.limiter() / 1.1;
    return Math.max(busy, Math.min(1, Math.max(connected, limited)));
  }

  private double connections() {
    return world.trouble().boundsConnections() ? world.trouble().connections() : 1e12;
  }

  private boolean boundElsewhere() {
    return inside.refused + inside.connectFailed > 0.02 * inside.sent;
  }

  private double busyInside(double[] over) {
    double running = over[1] - over[0] - world.pauses().within(over[0], over[1]);
    return inside.between(inside.busy, over[0], over[1])
        / (world.slots() * Math.max(Inside.BIN_S, running));
  }

  private boolean lostByLoad() {
    double lost = inside.refused + inside.timedOut + inside.connectFailed + inside.unsent;
    return lost > 0.002 * Math.max(1, inside.sent + inside.unsent);
  }

  private boolean pausedLong() {
    return world.pauses().longestS() >= 0.6 * leastS
        || world.pauses().within(0, world.lengthS()) >= 0.08 * world.lengthS();
  }

  /** {@code onset}, {@code none} or both. */
  private Set<String> waited() {
    double low = inside.waitShare(false);
    double high = inside.waitShare(true);
    if (low >= 0.3) {
      return Set.of(ONSET);
    }
    boolean nowhere = inside.waitShareOfWindow(leastS, true) < 0.3;
    return high < 0.13 && nowhere ? Set.of(NONE) : Set.of(NONE, ONSET);
  }

  /** Standard deviations by which arrivals exceed what can be finished, in a stretch. */
  private double surplus(double[] stretch) {
    double sum = 0;
    double variance = 0;
    double arrivals = world.load().arrivals().equals("poisson") ? 1 : 0;
    double cv = world.service().shape().cv;
    for (double t = stretch[0]; t < stretch[1]; t += STEP_S) {
      double least = capacity.least(t);
      double serviceVariance = least == capacity.limiter() ? 0 : cv * cv;
      sum += (world.rate(t) - least) * STEP_S;
      variance += (arrivals * world.rate(t) + serviceVariance * least) * STEP_S;
    }
    return sum / Math.sqrt(variance + 1);
  }

  /** The stretch around the highest load in which it is not below nine tenths of that. */
  private double[] around(DoubleUnaryOperator load) {
    double most = 0;
    for (double t = 0; t < world.lengthS(); t += STEP_S) {
      most = Math.max(most, load.applyAsDouble(t));
    }
    return longest(load, 0.9 * most - 1e-9);
  }

  private double mean(DoubleUnaryOperator of, double[] stretch) {
    double sum = 0;
    int count = 0;
    for (double t = stretch[0]; t < stretch[1]; t += STEP_S) {
      sum += of.applyAsDouble(t);
      count++;
    }
    return sum / Math.max(1, count);
  }

  private double lengthAbove(DoubleUnaryOperator of, double border) {
    double[] stretch = longest(of, border);
    return stretch[1] - stretch[0];
  }

  /** The longest stretch of the load in which a figure lies at or above a border. */
  private double[] longest(DoubleUnaryOperator of, double border) {
    double[] best = {0, 0};
    double from = -1;
    for (double t = 0; t <= world.lengthS(); t += STEP_S) {
      boolean in = t < world.lengthS() && of.applyAsDouble(t) >= border;
      if (in && from < 0) {
        from = t;
      }
      if ((!in || t + STEP_S > world.lengthS()) && from >= 0) {
        if (t - from > best[1] - best[0]) {
          best = new double[] {from, t};
        }
        from = -1;
      }
    }
    return best;
  }
}
