package flowgauge.capacity;

import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts a step's requests by when they were sent, in slots of {@value #SLOT_S} s, so that its
 * memory does not grow with the rate. Fed by one thread, looked at by another.
 */
final class StepWatch implements Sample.Visitor {
  static final double SLOT_S = 0.1;

  /** Requests sent in one slot of time. */
  static final class Slot {
    final Quantiles responses = Quantiles.ofInterval();
    final long[] counted;
    final long[] beyond;
    long sent;
    long failed;
    long good;

    Slot(int objectives) {
      counted = new long[objectives];
      beyond = new long[objectives];
    }

    /** As it is now: requests that ended late still come to a slot. */
    Slot copy() {
      Slot copy = new Slot(counted.length);
      copy.responses.add(responses);
      System.arraycopy(counted, 0, copy.counted, 0, counted.length);
      System.arraycopy(beyond, 0, copy.beyond, 0, beyond.length);
      copy.sent = sent;
      copy.failed = failed;
      copy.good = good;
      return copy;
    }
  }

  private final List<Objective> objectives;
  private final List<Slot> slots = new ArrayList<>();
  private long[] ended = new long[64];
  private double startSeconds;

  StepWatch(List<Objective> objectives) {
    this.objectives = List.copyOf(objectives);
  }

  /** Sets when it began; ahead of its first request. */
  synchronized void begin(double atSeconds) {
    startSeconds = atSeconds;
  }

  @Override
  public synchronized void row(Sample row) {
    double sent = (row.outcome() == Outcome.NOT_SENT ? row.intendedUs() : row.sentUs()) / 1e6;
    Slot slot = slot(index(sent));
    slot.sent++;
    int at = index(row.endUs() / 1e6);
    if (at >= ended.length) {
      ended = Arrays.copyOf(ended, Math.max(at + 1, ended.length * 2));
    }
    ended[at]++;
    boolean ok = row.outcome() == Outcome.OK;
    boolean good = ok;
    if (ok) {
      slot.responses.add(Math.max(0, row.responseUs()));
    } else if (row.outcome() != Outcome.UNFINISHED) {
      slot.failed++;
    }
    for (int i = 0; i < objectives.size(); i++) {
      Objective.Said said = objectives.get(i).of(row);
      if (said != Objective.Said.NOTHING) {
        slot.counted[i]++;
        slot.beyond[i] += said == Objective.Said.BEYOND ? 1 : 0;
      }
      good &= said != Objective.Said.BEYOND;
    }
    slot.good += good ? 1 : 0;
  }

  private int index(double seconds) {
    return Math.max(0, (int) ((seconds - startSeconds) / SLOT_S));
  }

  private Slot slot(int index) {
    while (slots.size() <= index) {
      slots.add(new Slot(objectives.size()));
    }
    return slots.get(index);
  }

  /**
   * Looks at it; what comes later does not change what was seen.
   *
   * @param nowSeconds up to when, the end of the step at most
   * @param inFlightSince when each request in flight was sent, seconds
   */
  synchronized Look look(double nowSeconds, double[] inFlightSince) {
    int size = Math.max(1, index(nowSeconds));
    slot(size - 1);
    List<Slot> seen = slots.subList(0, size).stream().map(Slot::copy).toList();
    double[] inFlight = new double[size];
    for (int i = 0; i < size; i++) {
      inFlight[i] = seen.get(i).sent - (i < ended.length ? ended[i] : 0);
    }
    double complete = nowSeconds;
    long[][] waiting = new long[objectives.size()][size];
    for (double since : inFlightSince) {
      int at = index(since);
      if (since >= startSeconds && at < size) {
        inFlight[at]++;
        boolean known = true;
        for (int o = 0; o < objectives.size(); o++) {
          boolean beyond =
              objectives.get(o).ofInFlight(nowSeconds - since) == Objective.Said.BEYOND;
          waiting[o][at] += beyond ? 1 : 0;
          known &= beyond || objectives.get(o).time() == null;
        }
        complete = known ? complete : Math.min(complete, since);
      }
    }
    for (int i = 1; i < size; i++) {
      inFlight[i] += inFlight[i - 1];
    }
    return new Look(
        objectives,
        seen,
        Arrays.copyOf(ended, size),
        inFlight,
        waiting,
        Math.min(size, index(complete)));
  }
}
