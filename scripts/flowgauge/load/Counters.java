package flowgauge.load;

import flowgauge.load.health.DriverSecond;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;

/** What the driver counts as it goes, since the second began. Event loop only. */
final class Counters {
  private long sent;
  private long completed;
  private long failed;
  private long notSent;
  private long latenessMaxUs;
  private long loopDelayMaxUs;
  private int connections;

  void sent(long latenessUs) {
    sent++;
    latenessMaxUs = Math.max(latenessMaxUs, latenessUs);
  }

  void notSent() {
    notSent++;
  }

  void ended(Outcome outcome) {
    if (outcome == Outcome.OK) {
      completed++;
    } else if (outcome.failed()) {
      failed++;
    }
  }

  void loopDelay(long delayUs) {
    loopDelayMaxUs = Math.max(loopDelayMaxUs, delayUs);
  }

  void opened() {
    connections++;
  }

  void closed() {
    connections--;
  }

  /** What was counted since the last call, with the state of the moment. */
  DriverSecond take(long timeUs, Phase phase, int users, int inFlight, long loopCpuNanos) {
    DriverSecond second =
        new DriverSecond(
            timeUs,
            phase,
            users,
            inFlight,
            sent,
            completed,
            failed,
            notSent,
            latenessMaxUs,
            loopDelayMaxUs,
            loopCpuNanos,
            connections);
    sent = 0;
    completed = 0;
    failed = 0;
    notSent = 0;
    latenessMaxUs = 0;
    loopDelayMaxUs = 0;
    return second;
  }
}
