package flowgauge.analyze.worlds;

import flowgauge.analyze.worlds.Truth.Right;
import java.util.Set;
import java.util.TreeSet;

/**
 * What limited throughput.
 *
 * <ul>
 *   <li>Where the driver could not send as fast as the schedule: {@code driver}.
 *   <li>Where work piled up for good: the least of what slots ({@code server_threads}), a rate
 *       limiter ({@code refused}) and connections ({@code connections}) let through; two within a
 *       fifth are both right. {@code backend}, too, where its growing slower made slots the limit;
 *       {@code pauses}, too, where slots would do without them; {@code failures}, too, where a
 *       twentieth or more was reset.
 *   <li>Else {@code nothing} in the open model and {@code clients} in the closed one. {@code
 *       failures} and nothing else in the open model where a tenth or more was reset, too in the
 *       closed one or from a two-hundredth on; alike {@code pauses} from 0.08 of the time on and
 *       from a hundredth on. {@code backend}, too, where it grew slower.
 * </ul>
 *
 * <p>Undecided where it is undecided whether work piled up for good, and in the closed model where
 * slots are busy for more than three quarters of the time.
 */
final class Limit {
  private static final double NEAR = 1.2;

  private final World world;
  private final Inside inside;
  private final Capacity capacity;

  private Limit(World world, Inside inside) {
    this.world = world;
    this.inside = inside;
    this.capacity = new Capacity(world);
  }

  static Right of(World world, Inside inside, Right piled) {
    return new Limit(world, inside).right(piled);
  }

  private Right right(Right piled) {
    if (PiledUp.driverLimited(world)) {
      return Right.only("driver");
    }
    boolean saturated = piled.answers().contains(PiledUp.SATURATED);
    Set<String> answers = new TreeSet<>();
    if (saturated) {
      answers.addAll(server());
    }
    if (piled.answers().size() > 1 || !saturated) {
      answers.addAll(outside());
    }
    boolean nearlyFull = !saturated && !world.open() && busiest() > 0.75;
    if (nearlyFull) {
      answers.add("server_threads");
    }
    boolean sure = !saturated || piled.answers().size() == 1;
    return new Right(answers, sure && !nearlyFull && inside.served() >= 100);
  }

  private double busiest() {
    double most = 0;
    for (double t = 0; t < world.lengthS(); t += 0.5) {
      most = Math.max(most, capacity.busyShare(t));
    }
    return most;
  }

  private Set<String> server() {
    Set<String> answers = new TreeSet<>();
    double t = fullest();
    double least = capacity.least(t);
    if (!world.open()
        && world.trouble().boundsConnections()
        && world.users(world.lengthS() - 0.01) > world.trouble().connections()) {
      answers.add("connections");
    }
    if (capacity.connections(t) <= NEAR * least) {
      answers.add("connections");
    }
    if (capacity.limiter() <= NEAR * least) {
      answers.add("refused");
    }
    boolean slots = capacity.slots(t) <= NEAR * least;
    boolean closedBusy = !world.open() && busiest() > 0.9;
    if (slots && !answers.contains("connections") || closedBusy || answers.isEmpty()) {
      answers.add("server_threads");
    }
    if (answers.contains("server_threads")) {
      if (world.drift().backendOnly()) {
        answers.add("backend");
      }
      if (world.rate(t) <= 1.03 * capacity.slotsWithoutPauses(t) && !world.pauses().isEmpty()) {
        answers.add("pauses");
      }
    }
    if (resetShare() >= 0.05) {
      answers.add("failures");
    }
    return answers;
  }

  private double fullest() {
    double best = 0;
    double most = 0;
    for (double t = 0.25; t < world.lengthS(); t += 0.25) {
      double load = capacity.wanted(t) / capacity.least(t);
      if (load > most) {
        most = load;
        best = t;
      }
    }
    return best;
  }

  private double resetShare() {
    double reset = inside.reset + inside.resetInOutage + inside.resetInPause;
    return reset / Math.max(1, inside.sent);
  }

  private Set<String> outside() {
    Set<String> answers = new TreeSet<>();
    double paused = world.pauses().within(0, world.lengthS()) / world.lengthS();
    boolean others = false;
    if (resetShare() >= 0.005) {
      answers.add("failures");
      others |= resetShare() >= 0.1;
    }
    if (inside.refused + inside.connectFailed + inside.timedOut > 0.005 * inside.sent) {
      answers.add("failures");
      answers.add(inside.refused > 0 ? "refused" : "connections");
    }
    if (paused >= 0.01) {
      answers.add("pauses");
      others |= paused >= 0.08;
    }
    if (!others || !world.open()) {
      answers.add(world.open() ? "nothing" : "clients");
    }
    if (world.drift().backendOnly()) {
      answers.add("backend");
    }
    return answers;
  }
}
