package flowgauge.analyze.worlds;

import flowgauge.analyze.worlds.ServiceTime.Shape;
import flowgauge.record.LoadInfo;
import flowgauge.record.LoadInfo.StageInfo;
import java.util.SplittableRandom;

/**
 * Draws worlds by seed: service time x slots x arrivals or users x failures x pauses x drift x
 * backend x clients. Most have one or two things that are out of the ordinary, some have none.
 */
final class Worlds {
  private static final int[] SLOTS = {1, 2, 5, 8, 16, 64, World.UNBOUNDED};

  /** Requests of a world, about. */
  private static final double MOST = 25_000;

  private static final double FEWEST = 400;

  private final long seed;
  private final SplittableRandom random;
  private final double lengthS;
  private final boolean open;
  private final int slots;
  private double serviceS;
  private Drift drift = Drift.NONE;
  private double backendShare;

  private Worlds(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed).split();
    this.lengthS = Math.round(logarithmic(15, 120));
    this.open = random.nextDouble() < 0.55;
    this.slots = SLOTS[random.nextInt(SLOTS.length)];
  }

  /** The world of a seed. */
  static World of(long seed) {
    return new Worlds(seed).draw();
  }

  private World draw() {
    Shape shape = Shape.values()[random.nextInt(Shape.values().length)];
    serviceS = logarithmic(0.005, 1);
    backendShare = chance(0.4) ? uniform(0.3, 0.95) : 0;
    StageInfo[] stages = open ? openStages() : null;
    double thinkS = 0;
    if (!open) {
      thinkS = chance(0.35) ? 0 : serviceS * logarithmic(0.3, 20);
      stages = closedStages(thinkS);
    }
    boolean plain = chance(0.35);
    drift = !plain && chance(0.55) ? drift() : Drift.NONE;
    Stretches pauses = !plain && chance(0.4) ? pauses() : Stretches.NONE;
    double asked = open ? mean(stages) : asked(users(stages), thinkS);
    Trouble trouble = !plain && chance(0.5) ? trouble(asked, stages, pauses) : Trouble.NONE;
    if (!open && trouble.kind() != Trouble.Kind.NONE) {
      thinkS = Math.max(thinkS, users(stages) * lengthS / MOST);
    }
    double spread = chance(0.5) ? 0 : 0.5;
    double timeoutS = !plain && chance(0.15) ? Math.max(0.05, serviceS * logarithmic(3, 20)) : 300;
    LoadInfo load =
        new LoadInfo(
            java.util.List.of(stages),
            thinkS * (1 - spread),
            thinkS * (1 + spread),
            chance(0.6) ? "poisson" : "uniform",
            open ? "pool" : "per_user",
            !plain && chance(0.1) ? 50 : 10_000,
            timeoutS,
            5,
            0,
            30,
            false,
            seed);
    double driver = open && !plain && chance(0.08) ? peak(stages) * uniform(0.5, 0.8) : 0;
    return new World(
        seed,
        load,
        slots,
        new ServiceTime(shape, serviceS),
        backendShare,
        backendShare > 0 && chance(0.6),
        chance(0.4),
        drift,
        pauses,
        trouble,
        driver > 0 ? driver : Double.POSITIVE_INFINITY,
        chance(0.8) ? 3 : 0);
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  private double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  private double logarithmic(double from, double to) {
    return Math.exp(uniform(Math.log(from), Math.log(to)));
  }

  /**
   * Sets the service time so that so many slots' rate makes a run that is neither long nor void.
   */
  private double capacity(double load) {
    double busy = slots == World.UNBOUNDED ? logarithmic(1, 100) : slots;
    double requests = load * busy / serviceS * lengthS;
    double kept = Math.max(FEWEST, Math.min(MOST, requests));
    serviceS *= requests / kept;
    return busy / serviceS;
  }

  private StageInfo[] openStages() {
    double load = chance(0.45) ? uniform(0.65, 0.95) : uniform(0.2, 1.6);
    double capacity = capacity(load);
    double low = uniform(0.1, 0.6);
    double first = uniform(0.25, 0.5) * lengthS;
    double rest = lengthS - first;
    return switch (random.nextInt(6)) {
      case 0 -> new StageInfo[] {rate(lengthS, low * capacity, load * capacity)};
      case 1 ->
          new StageInfo[] {
            rate(first, low * capacity, load * capacity),
            rate(rest, load * capacity, low * capacity)
          };
      case 2 ->
          new StageInfo[] {
            rate(first, low * capacity, low * capacity),
            rate(rest / 2, load * capacity, load * capacity),
            rate(rest / 2, low * capacity, low * capacity)
          };
      default -> new StageInfo[] {rate(lengthS, load * capacity, load * capacity)};
    };
  }

  private static StageInfo rate(double seconds, double from, double to) {
    return new StageInfo(
        seconds,
        java.util.Optional.empty(),
        java.util.Optional.empty(),
        java.util.Optional.of(from),
        java.util.Optional.of(to));
  }

  private StageInfo[] closedStages(double thinkS) {
    capacity(1);
    double knee = slots == World.UNBOUNDED ? logarithmic(2, 100) : slots * (1 + thinkS / serviceS);
    double asked = chance(0.4) ? uniform(0.5, 0.85) : logarithmic(0.15, 4);
    int users = chance(0.1) ? 1 : (int) Math.max(1, Math.round(knee * asked));
    double rows = Math.min(users / (thinkS + serviceS), slots / serviceS) * lengthS;
    users = Math.min(400, users);
    if (rows > MOST) {
      serviceS *= rows / MOST;
    }
    double spawnS = uniform(0.1, 0.7) * lengthS;
    return switch (random.nextInt(4)) {
      case 0 -> new StageInfo[] {users(lengthS, users, users / spawnS)};
      case 1 -> {
        int few = Math.max(1, users / 5);
        yield new StageInfo[] {
          users(lengthS / 2, few, 1000.0), users(lengthS - lengthS / 2, users, 1000.0)
        };
      }
      default -> new StageInfo[] {users(lengthS, users, 1000.0)};
    };
  }

  private static StageInfo users(double seconds, int users, double spawnRate) {
    return new StageInfo(
        seconds,
        java.util.Optional.of(users),
        java.util.Optional.of(spawnRate),
        java.util.Optional.empty(),
        java.util.Optional.empty());
  }

  private Drift drift() {
    Drift.Kind kind = Drift.Kind.values()[1 + random.nextInt(Drift.Kind.values().length - 1)];
    double at =
        switch (kind) {
          case COLD_START -> uniform(0.02, 0.12) * lengthS;
          case SINE -> uniform(2, 20);
          default -> uniform(0.3, 0.7) * lengthS;
        };
    double factor = kind == Drift.Kind.COLD_START ? logarithmic(3, 20) : logarithmic(1.5, 6);
    return new Drift(kind, factor, at, lengthS, backendShare > 0.6 && chance(0.7));
  }

  private Stretches pauses() {
    double length = logarithmic(0.02, 3);
    double every = Math.max(length * 1.5, Math.min(lengthS / 3, length / logarithmic(0.01, 0.2)));
    return Stretches.of(length, every, chance(0.5), lengthS, random.split());
  }

  private Trouble trouble(double asked, StageInfo[] stages, Stretches pauses) {
    Trouble.Kind kind = Trouble.Kind.values()[1 + random.nextInt(7)];
    if (kind == Trouble.Kind.RESET_IN_PAUSES && pauses.isEmpty()) {
      kind = Trouble.Kind.RESET_AT_ONCE;
    }
    double share =
        kind == Trouble.Kind.RESET_IN_PAUSES ? uniform(0.2, 0.9) : logarithmic(0.01, 0.5);
    Stretches outages =
        kind == Trouble.Kind.OUTAGES
            ? Stretches.of(uniform(0.5, 3), uniform(8, 25), false, lengthS, random.split())
            : Stretches.NONE;
    double inUse = open ? asked * serviceS : users(stages);
    int connections = (int) Math.max(1, Math.ceil(inUse * logarithmic(0.3, 3)));
    return new Trouble(
        kind, share, asked * logarithmic(0.3, 2), chance(0.5) ? 429 : 503, connections, outages);
  }

  private static double mean(StageInfo[] stages) {
    double sum = 0;
    double seconds = 0;
    for (StageInfo stage : stages) {
      sum += stage.seconds() * (stage.rateFrom().orElse(0.0) + stage.rateTo().orElse(0.0)) / 2;
      seconds += stage.seconds();
    }
    return sum / seconds;
  }

  private static double peak(StageInfo[] stages) {
    double most = 0;
    for (StageInfo stage : stages) {
      most = Math.max(most, Math.max(stage.rateFrom().orElse(0.0), stage.rateTo().orElse(0.0)));
    }
    return most;
  }

  private static int users(StageInfo[] stages) {
    return stages[stages.length - 1].users().orElse(0);
  }

  private double asked(int users, double thinkS) {
    double served = slots == World.UNBOUNDED ? 1e9 : slots / serviceS;
    return Math.min(served, users / (thinkS + serviceS));
  }
}
