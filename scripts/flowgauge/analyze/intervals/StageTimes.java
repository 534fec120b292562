package flowgauge.analyze.intervals;

import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import java.util.Arrays;
import java.util.List;

/** What became of the requests of each stage of a load of several; the warm-up is none. */
public final class StageTimes {
  private final long[] untilUs;

  /** Requests sent in each stage. */
  public final long[] requests;

  /** Those of them that failed. */
  public final long[] failed;

  /** Successful responses that came in each stage. */
  public final long[] answered;

  /** Successful response times of the requests sent in each stage. */
  public final Quantiles[] responses;

  StageTimes(ScenarioInfo scenario) {
    List<StageInfo> stages = scenario.load().stages();
    int count = stages.size() < 2 ? 0 : stages.size();
    untilUs = new long[count];
    requests = new long[count];
    failed = new long[count];
    answered = new long[count];
    responses = new Quantiles[count];
    double at = scenario.load().warmUpSeconds();
    for (int i = 0; i < count; i++) {
      at += stages.get(i).seconds();
      untilUs[i] = Math.round(at * 1e6);
      responses[i] = Quantiles.ofRun();
    }
  }

  void add(Sample row) {
    if (untilUs.length == 0 || row.phase() == Phase.WARM_UP) {
      return;
    }
    boolean ok = row.outcome() == Outcome.OK;
    int sentIn = stage(row.sentUs());
    requests[sentIn]++;
    failed[sentIn] += row.outcome().failed() ? 1 : 0;
    if (ok) {
      responses[sentIn].add(row.responseUs());
    }
    if (ok && row.endUs() <= untilUs[untilUs.length - 1]) {
      answered[stage(row.endUs())]++;
    }
  }

  private int stage(long us) {
    int found = Arrays.binarySearch(untilUs, us);
    int at = found >= 0 ? found + 1 : -found - 1; // a stage's end is the next one's begin
    return Math.min(at, untilUs.length - 1);
  }

  void merge(StageTimes other) {
    for (int i = 0; i < untilUs.length; i++) {
      requests[i] += other.requests[i];
      failed[i] += other.failed[i];
      answered[i] += other.answered[i];
      responses[i].add(other.responses[i]);
    }
  }
}
