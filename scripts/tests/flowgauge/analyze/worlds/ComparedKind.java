package flowgauge.analyze.worlds;

import flowgauge.analyze.worlds.ServiceTime.Shape;
import flowgauge.record.LoadInfo;
import flowgauge.record.LoadInfo.StageInfo;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Servers and loads whose runs are compared, each with a service time to be multiplied. */
enum ComparedKind {
  STABLE_15_S(15, 64, Shape.LOGNORMAL, 0.05, 100, 0),
  STABLE_5_MIN(300, 64, Shape.LOGNORMAL, 0.05, 40, 0),
  BUSY_80(120, 8, Shape.LOGNORMAL, 0.08, 80, 0),
  BUSY_95(120, 8, Shape.LOGNORMAL, 0.08, 95, 0),
  BUSY_95_SLOW_15_S(15, 5, Shape.EXPONENTIAL, 0.25, 19, 0),
  SATURATED_CLOSED(60, 8, Shape.LOGNORMAL, 0.08, 0, 0),
  SATURATED_CLOSED_15_S(15, 8, Shape.EXPONENTIAL, 0.1, 0, 0),
  OVERLOADED_OPEN(60, 8, Shape.LOGNORMAL, 0.08, 115, 0),
  FAILURES(60, 64, Shape.LOGNORMAL, 0.05, 80, 0.05),
  OUTAGES(120, 64, Shape.LOGNORMAL, 0.05, 60, 0),
  GAPS(60, World.UNBOUNDED, Shape.BIMODAL, 0.05, 80, 0),
  CONSTANT_CLOSED(15, 8, Shape.CONSTANT, 0.05, 0, 0);

  private static final int USERS = 24;

  private final double lengthS;
  private final int slots;
  private final Shape shape;
  private final double meanS;
  private final double perSecond;
  private final double resetShare;

  ComparedKind(
      double lengthS, int slots, Shape shape, double meanS, double perSecond, double resetShare) {
    this.lengthS = lengthS;
    this.slots = slots;
    this.shape = shape;
    this.meanS = meanS;
    this.perSecond = perSecond;
    this.resetShare = resetShare;
  }

  /** A world of this kind whose service takes so many times as long. */
  World world(long seed, double factor) {
    boolean open = perSecond > 0;
    StageInfo stage =
        new StageInfo(
            lengthS,
            open ? Optional.empty() : Optional.of(USERS),
            open ? Optional.empty() : Optional.of(1000.0),
            open ? Optional.of(perSecond) : Optional.empty(),
            open ? Optional.of(perSecond) : Optional.empty());
    double thinkS = open ? 0 : meanS / 2;
    LoadInfo load =
        new LoadInfo(
            List.of(stage),
            thinkS / 2,
            thinkS * 1.5,
            "poisson",
            open ? "pool" : "per_user",
            10_000,
            300,
            5,
            0,
            30,
            false,
            seed);
    return new World(
        seed,
        load,
        slots,
        new ServiceTime(shape, meanS * factor),
        0,
        false,
        false,
        Drift.NONE,
        Stretches.NONE,
        trouble(seed),
        Double.POSITIVE_INFINITY,
        0);
  }

  private Trouble trouble(long seed) {
    if (this == OUTAGES) {
      SplittableRandom random = new SplittableRandom(seed).split();
      return new Trouble(
          Trouble.Kind.OUTAGES, 0, 0, 0, 0, Stretches.of(1, 15, false, lengthS, random));
    }
    return resetShare > 0
        ? new Trouble(Trouble.Kind.RESET_AT_ONCE, resetShare, 0, 0, 0, Stretches.NONE)
        : Trouble.NONE;
  }
}
