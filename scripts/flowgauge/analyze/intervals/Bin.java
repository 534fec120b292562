package flowgauge.analyze.intervals;

import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;

/** What happened in one interval. Rates and times count where a request ended. */
final class Bin {
  long sent;
  long completed;
  long[] failed = new long[Outcome.values().length];
  long refused;
  long failedBySent;
  long notSent;
  long connects;
  long connectUs;
  long areaUs;
  int flyingThrough;
  long[] sentInPhase = new long[Phase.values().length];
  Quantiles response = Quantiles.ofInterval();
  StreamTimes streams; // null without a stream
  Split split = new Split();
  Split warmUpSplit = new Split();
  long firstSentUs = Long.MAX_VALUE;

  void add(Bin other) {
    sent += other.sent;
    completed += other.completed;
    for (int i = 0; i < failed.length; i++) {
      failed[i] += other.failed[i];
    }
    refused += other.refused;
    failedBySent += other.failedBySent;
    notSent += other.notSent;
    connects += other.connects;
    connectUs += other.connectUs;
    areaUs += other.areaUs;
    flyingThrough += other.flyingThrough;
    for (int i = 0; i < sentInPhase.length; i++) {
      sentInPhase[i] += other.sentInPhase[i];
    }
    response.add(other.response);
    streams = StreamTimes.sum(streams, other.streams, Quantiles::ofInterval);
    split.add(other.split);
    warmUpSplit.add(other.warmUpSplit);
    firstSentUs = Math.min(firstSentUs, other.firstSentUs);
  }
}
