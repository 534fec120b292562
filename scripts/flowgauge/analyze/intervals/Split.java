package flowgauge.analyze.intervals;

import flowgauge.record.sample.Sample;

/**
 * Where the response time of successful requests went, summed, in microseconds: response time =
 * connect + waiting in the server + nodes + backend + transfer.
 *
 * <p>Nodes are the flow's known fan-out and what its last node took beyond the backend's own time;
 * transfer is from the response's first byte to its last. Waiting is the rest: from the request's
 * leaving to the response's first byte, less what nodes and backend say of themselves. Only
 * durations are used, so clocks of two hosts need not agree. Requests whose response carries no
 * times count only in {@code without}.
 */
public final class Split {
  public long with;
  public long without;
  public long responseUs;
  public long connectUs;
  public long waitingUs;
  public long nodesUs;
  public long backendUs;
  public long transferUs;
  public long withoutResponseUs;
  public long withoutConnectUs;

  /** The shortest of them once connected; {@link Long#MAX_VALUE} of none. */
  public long withoutLeastUs = Long.MAX_VALUE;

  /** Adds a request and returns what it waited, microseconds, at least 0; -1 where not reported. */
  public long add(Sample row, long fanOutUs, boolean reportsNode) {
    long connect = Math.max(0, row.connectUs());
    long node = reportsNode ? row.nodeUs() : row.backendUs();
    if (node < 0) {
      without++;
      withoutResponseUs += row.responseUs();
      withoutConnectUs += connect;
      withoutLeastUs = Math.min(withoutLeastUs, row.responseUs() - connect);
      return -1;
    }
    long backend = Math.max(0, row.backendUs());
    long transfer = row.firstByteUs() < 0 ? 0 : row.endUs() - row.firstByteUs();
    with++;
    responseUs += row.responseUs();
    connectUs += connect;
    nodesUs += fanOutUs + node - backend;
    backendUs += backend;
    transferUs += transfer;
    long waiting = row.responseUs() - connect - transfer - fanOutUs - node;
    waitingUs += waiting;
    return Math.max(0, waiting);
  }

  public void add(Split other) {
    with += other.with;
    without += other.without;
    responseUs += other.responseUs;
    connectUs += other.connectUs;
    waitingUs += other.waitingUs;
    nodesUs += other.nodesUs;
    backendUs += other.backendUs;
    transferUs += other.transferUs;
    withoutResponseUs += other.withoutResponseUs;
    withoutConnectUs += other.withoutConnectUs;
    withoutLeastUs = Math.min(withoutLeastUs, other.withoutLeastUs);
  }

  /** Mean waiting of those that carry times, microseconds; NaN of none. */
  public double meanWaitingUs() {
    return with == 0 ? Double.NaN : (double) waitingUs / with;
  }

  /** Mean time of the backend of those that carry times, microseconds; NaN of none. */
  public double meanBackendUs() {
    return with == 0 ? Double.NaN : (double) backendUs / with;
  }
}
