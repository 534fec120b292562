package flowgauge.load;

/**
 * The requests in flight, in the order of sending. As all have the same timeout, the first is the
 * next to run out: one timer serves all.
 */
final class InFlight {
  private Exchange first;
  private Exchange last;
  private int size;

  int size() {
    return size;
  }

  /** The one sent longest ago, or null. */
  Exchange first() {
    return first;
  }

  /** When each was sent, microseconds, in that order. */
  long[] since() {
    long[] since = new long[size];
    int i = 0;
    for (Exchange each = first; each != null; each = each.after) {
      since[i++] = each.row.sentUs();
    }
    return since;
  }

  void add(Exchange exchange) {
    exchange.before = last;
    exchange.after = null;
    if (last == null) {
      first = exchange;
    } else {
      last.after = exchange;
    }
    last = exchange;
    size++;
  }

  void remove(Exchange exchange) {
    if (exchange.before == null) {
      first = exchange.after;
    } else {
      exchange.before.after = exchange.after;
    }
    if (exchange.after == null) {
      last = exchange.before;
    } else {
      exchange.after.before = exchange.before;
    }
    exchange.before = null;
    exchange.after = null;
    size--;
  }
}
