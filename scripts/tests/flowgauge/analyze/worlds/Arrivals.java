package flowgauge.analyze.worlds;

import flowgauge.record.LoadInfo.StageInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** When requests are due: the schedule of the open model, the users of the closed one. */
final class Arrivals {
  /** A user comes. */
  record Spawn(double atS, int user) {}

  private static final double STEP_S = 0.001;

  private final World world;
  private final SplittableRandom random;
  private final boolean poisson;
  private final Map<Integer, Integer> connectionOf = new HashMap<>();
  private final Map<Integer, Double> idleSince = new HashMap<>();
  private double at;
  private double due;

  Arrivals(World world, SplittableRandom random) {
    this.world = world;
    this.random = random;
    this.poisson = world.load().arrivals().equals("poisson");
  }

  /** The next arrival: where the area under the rate has grown by one, or by an exponential. */
  double next() {
    double left = poisson ? -Math.log(1 - random.nextDouble()) : due == 0 ? 0 : 1;
    due = 1;
    double end = world.lengthS();
    while (at < end) {
      double rate = world.rate(at);
      double until = Math.min(end, at + STEP_S);
      if (rate * (until - at) >= left) {
        at += rate == 0 ? until - at : left / rate;
        return at;
      }
      left -= rate * (until - at);
      at = until;
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Every user's coming. */
  List<Spawn> spawns() {
    List<Spawn> all = new ArrayList<>();
    double from = 0;
    int there = 0;
    for (StageInfo stage : world.load().stages()) {
      double each = 1 / stage.spawnRate().orElse(1.0);
      int already = there;
      for (; there < stage.users().orElse(0); there++) {
        double when = from + (there - already) * each;
        if (when < from + stage.seconds()) {
          all.add(new Spawn(when + 1e-9, there));
        }
      }
      from += stage.seconds();
    }
    return all;
  }

  /** How long a user waits behind an answer, seconds. */
  double think(int user) {
    double from = world.load().waitMinSeconds();
    return from + (world.load().waitMaxSeconds() - from) * random.nextDouble();
  }

  /** The connection that a user kept, or null. */
  Integer connection(int user) {
    return connectionOf.get(user);
  }

  double idleSince(int connection) {
    return idleSince.get(connection);
  }

  void keep(int user, int connection, double now) {
    idleSince.put(connection, now);
    if (user >= 0) {
      connectionOf.put(user, connection);
    }
  }

  void drop(int user) {
    connectionOf.remove(user);
  }
}
