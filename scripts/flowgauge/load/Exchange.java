package flowgauge.load;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;

/**
 * A request in flight: what of its row is known so far. Owned by who sends it (a virtual user, or
 * an open stage's free list) and used again for its next request.
 */
final class Exchange {
  /** Who learns that it is over. */
  interface Owner {
    /** Called on the event loop; {@code endUs} is when it ended. */
    void over(Exchange exchange, long endUs);
  }

  final Owner owner;
  final int user;

  /** What of its row is known so far. */
  final Sample row = new Sample();

  /** The place of its body among inputs. */
  int input;

  /** The connection that carries it; null while connecting. */
  HttpConnection carrier;

  /** The idle connection that its user keeps; null if there is none. */
  HttpConnection own;

  /** Neighbours among those in flight, in the order of sending. */
  Exchange before;

  Exchange after;

  Exchange(Owner owner, int user) {
    this.owner = owner;
    this.user = user;
  }

  void start(long number, long intendedUs, long sentUs, int flying, Phase now) {
    row.clear()
        .set(Column.REQUEST, number)
        .set(Column.USER, user)
        .set(Column.INTENDED_US, intendedUs)
        .set(Column.SENT_US, sentUs)
        .set(Column.IN_FLIGHT, flying)
        .set(now);
    carrier = null;
  }

  void forgetConnection() {
    row.on(Sample.ABSENT, false, Sample.ABSENT)
        .set(Column.CONNECT_US, Sample.ABSENT)
        .set(Column.FIRST_BYTE_US, Sample.ABSENT);
    carrier = null;
  }
}
