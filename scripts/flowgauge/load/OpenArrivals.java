package flowgauge.load;

import flowgauge.load.schedule.ArrivalSchedule;
import flowgauge.load.schedule.Timers;
import java.util.ArrayDeque;

/**
 * The open model: sends each request when its schedule says so, whatever became of those before. An
 * arrival that finds {@code maxInFlight} in flight is recorded as not sent. Event loop only.
 */
final class OpenArrivals implements Exchange.Owner {
  /** Arrivals sent before the loop is let go to read answers. */
  private static final int BURST = 64;

  private final Requests requests;
  private final Timers timers;
  private final int maxInFlight;
  private final ArrayDeque<Exchange> free = new ArrayDeque<>();
  private ArrivalSchedule schedule;
  private long fromUs;
  private long dueUs;
  private long generation;

  OpenArrivals(Requests requests, Timers timers, int maxInFlight) {
    this.requests = requests;
    this.timers = timers;
    this.maxInFlight = maxInFlight;
  }

  /** Starts a stage's schedule; what is left of the one before is sent first, late. */
  void stage(ArrivalSchedule next, long stageFromUs) {
    drainDue(stageFromUs);
    schedule = next;
    fromUs = stageFromUs;
    advance();
    generation++;
    sendDue(generation);
  }

  /** Ends the stage; arrivals due before {@code atUs} are still sent. */
  void stop(long atUs) {
    drainDue(atUs);
    schedule = null;
    generation++;
  }

  /** Ends at once; what was due and not sent yet is not sent any more. */
  void end() {
    schedule = null;
    generation++;
  }

  private void drainDue(long untilUs) {
    while (schedule != null && dueUs < untilUs) {
      sendOne();
    }
  }

  private void advance() {
    long next = schedule.next();
    dueUs = next == ArrivalSchedule.END ? ArrivalSchedule.END : fromUs + next;
  }

  private void sendDue(long mine) {
    if (mine != generation || schedule == null) {
      return;
    }
    long nowUs = requests.clock().nowUs();
    for (int n = 0; dueUs <= nowUs && n < BURST; n++) {
      sendOne();
    }
    if (dueUs == ArrivalSchedule.END) {
      return;
    }
    long leftUs = dueUs - requests.clock().nowUs();
    if (leftUs > 0) {
      timers.in(leftUs, () -> sendDue(mine));
    } else {
      timers.afterReading(() -> sendDue(mine));
    }
  }

  private void sendOne() {
    long intendedUs = dueUs;
    advance();
    if (requests.inFlight() >= maxInFlight) {
      requests.notSent(intendedUs);
    } else {
      Exchange exchange = free.pollLast();
      requests.send(exchange == null ? new Exchange(this, -1) : exchange, intendedUs);
    }
  }

  @Override
  public void over(Exchange exchange, long endUs) {
    free.addLast(exchange);
  }
}
