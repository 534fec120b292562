package flowgauge.load;

import flowgauge.record.Phase;
import flowgauge.record.Sample;

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

  long request;
  long connection;
  boolean reused;
  long idleUs;
  long intendedUs;
  long sentUs;
  long connectUs;
  long firstByteUs;
  long nodeUs;
  long backendUs;
  int inFlight;
  Phase phase;
  int retries;

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

  void start(long number, long intended, long sent, int flying, Phase now) {
    request = number;
    intendedUs = intended;
    sentUs = sent;
    inFlight = flying;
    phase = now;
    retries = 0;
    nodeUs = Sample.ABSENT;
    backendUs = Sample.ABSENT;
    forgetConnection();
  }

  void forgetConnection() {
    connection = Sample.ABSENT;
    reused = false;
    idleUs = Sample.ABSENT;
    connectUs = Sample.ABSENT;
    firstByteUs = Sample.ABSENT;
    carrier = null;
  }
}
