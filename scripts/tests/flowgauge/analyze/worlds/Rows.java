package flowgauge.analyze.worlds;

import flowgauge.record.Outcome;
import flowgauge.record.Phase;
import flowgauge.record.Sample;

/** Makes the rows that bench would write. */
final class Rows {
  private static final int BODY_BYTES = 70;

  private final World world;
  private final Inside inside;
  private final double shiftS;

  Rows(World world, Inside inside) {
    this.world = world;
    this.inside = inside;
    this.shiftS = Baseline.lengthS(world);
  }

  void add(Job job, double endS, Outcome outcome, int status) {
    boolean answered = status > 0;
    boolean tells = outcome == Outcome.OK && world.tellsTimes();
    inside.samples.add(
        new Sample(
            job.number,
            job.user,
            job.connection,
            job.reused,
            job.reused ? us(job.idleS) : Sample.ABSENT,
            us(job.dueS + shiftS),
            us(job.sentS + shiftS),
            job.connectS < 0 ? Sample.ABSENT : us(job.connectS),
            answered ? us(endS + shiftS) - 20 : Sample.ABSENT,
            us(endS + shiftS),
            job.inFlight,
            outcome,
            answered ? status : Sample.ABSENT,
            answered ? BODY_BYTES : Sample.ABSENT,
            tells ? us(job.ownS + job.backendS) : Sample.ABSENT,
            tells ? us(job.backendS) : Sample.ABSENT,
            phase(job.dueS),
            0));
  }

  void notSent(Job job, double now, int inFlight) {
    inside.samples.add(
        new Sample(
            job.number,
            job.user,
            Sample.ABSENT,
            false,
            Sample.ABSENT,
            us(job.dueS + shiftS),
            Sample.ABSENT,
            Sample.ABSENT,
            Sample.ABSENT,
            us(now + shiftS),
            inFlight,
            Outcome.NOT_SENT,
            Sample.ABSENT,
            Sample.ABSENT,
            Sample.ABSENT,
            Sample.ABSENT,
            phase(job.dueS),
            0));
  }

  private Phase phase(double t) {
    boolean constant =
        world.open()
            ? world.rate(t) == world.rate(t + 0.01) || t + 0.01 >= world.lengthS()
            : world.users(t) >= wanted(t);
    return constant ? Phase.STEADY : Phase.RAMP;
  }

  private int wanted(double t) {
    double from = 0;
    for (var stage : world.load().stages()) {
      from += stage.seconds();
      if (t < from) {
        return stage.users().orElse(0);
      }
    }
    return 0;
  }

  static long us(double seconds) {
    return Math.round(seconds * 1e6);
  }
}
