package flowgauge.analyze.worlds;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;

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
        new Sample()
            .set(Column.REQUEST, job.number)
            .set(Column.USER, job.user)
            .on(job.connection, job.reused, job.reused ? us(job.idleS) : Sample.ABSENT)
            .set(Column.INTENDED_US, us(job.dueS + shiftS))
            .set(Column.SENT_US, us(job.sentS + shiftS))
            .set(Column.CONNECT_US, job.connectS < 0 ? Sample.ABSENT : us(job.connectS))
            .set(Column.FIRST_BYTE_US, answered ? us(endS + shiftS) - 20 : Sample.ABSENT)
            .set(Column.END_US, us(endS + shiftS))
            .set(Column.IN_FLIGHT, job.inFlight)
            .set(outcome)
            .set(Column.STATUS, answered ? status : Sample.ABSENT)
            .set(Column.RESPONSE_BYTES, answered ? BODY_BYTES : Sample.ABSENT)
            .set(Column.NODE_US, tells ? us(job.ownS + job.backendS) : Sample.ABSENT)
            .set(Column.BACKEND_US, tells ? us(job.backendS) : Sample.ABSENT)
            .set(phase(job.dueS)));
  }

  void notSent(Job job, double now, int inFlight) {
    inside.samples.add(
        new Sample()
            .set(Column.REQUEST, job.number)
            .set(Column.USER, job.user)
            .set(Column.INTENDED_US, us(job.dueS + shiftS))
            .set(Column.END_US, us(now + shiftS))
            .set(Column.IN_FLIGHT, inFlight)
            .set(Outcome.NOT_SENT)
            .set(phase(job.dueS)));
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
