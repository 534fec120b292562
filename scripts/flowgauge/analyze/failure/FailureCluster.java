package flowgauge.analyze.failure;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.record.sample.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Failures close in time, one by one where samples tell, by number where only intervals do.
 *
 * @param fromSeconds the first one's end, since the scenario's start
 * @param toSeconds the last one's end
 * @param count how many
 * @param outcomes how many of each
 * @param failures each, empty for an imported run
 */
record FailureCluster(
    double fromSeconds,
    double toSeconds,
    long count,
    Map<String, Long> outcomes,
    List<Accumulator.Failure> failures) {
  private static final double GAP_S = 2;

  /** How many ended so. */
  long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome.text(), 0L);
  }

  /** All of a run: failures that became known within two seconds of each other are one. */
  static List<FailureCluster> of(Evidence evidence) {
    double[] failed = evidence.intervals.column(Intervals.FAILED);
    long total = Math.round(Arrays.stream(failed).filter(f -> f > 0).sum());
    if (evidence.samples != null && evidence.samples.failures.size() >= total) {
      return fromSamples(evidence.samples.failuresInOrder());
    }
    return fromIntervals(evidence);
  }

  private static List<FailureCluster> fromSamples(List<Accumulator.Failure> failures) {
    List<FailureCluster> clusters = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= failures.size(); i++) {
      if (i == failures.size()
          || failures.get(i).endUs() - failures.get(i - 1).endUs() > GAP_S * 1e6) {
        List<Accumulator.Failure> members = List.copyOf(failures.subList(from, i));
        Map<String, Long> outcomes = new TreeMap<>();
        members.forEach(failure -> outcomes.merge(failure.outcome().text(), 1L, Long::sum));
        clusters.add(
            new FailureCluster(
                members.get(0).endUs() / 1e6,
                members.get(members.size() - 1).endUs() / 1e6,
                members.size(),
                outcomes,
                members));
        from = i;
      }
    }
    return clusters;
  }

  private static List<FailureCluster> fromIntervals(Evidence evidence) {
    Intervals table = evidence.intervals;
    double step = table.stepSeconds();
    List<FailureCluster> clusters = new ArrayList<>();
    int from = -1;
    int last = -1;
    for (int i = 0; i <= table.size(); i++) {
      boolean any = i < table.size() && table.column(Intervals.FAILED)[i] > 0;
      if (from >= 0 && (i == table.size() || any && (i - last) * step > GAP_S)) {
        clusters.add(cluster(evidence, from, last));
        from = -1;
      }
      if (any) {
        from = from < 0 ? i : from;
        last = i;
      }
    }
    return clusters;
  }

  private static FailureCluster cluster(Evidence evidence, int from, int last) {
    Intervals table = evidence.intervals;
    Map<String, Long> outcomes = new TreeMap<>();
    long count = 0;
    for (int i = from; i <= last; i++) {
      double failed = table.column(Intervals.FAILED)[i];
      count += failed > 0 ? Math.round(failed) : 0;
      for (Outcome outcome : Outcome.values()) {
        double of = outcome.failed() ? table.column(Intervals.failed(outcome))[i] : 0;
        if (of > 0) {
          outcomes.merge(outcome.text(), Math.round(of), Long::sum);
        }
      }
    }
    double begin = from * table.stepSeconds();
    double end = (last + 1) * table.stepSeconds();
    List<Accumulator.Failure> kept =
        evidence.samples == null
            ? List.of()
            : evidence.samples.failuresInOrder().stream()
                .filter(failure -> failure.endUs() >= begin * 1e6 && failure.endUs() < end * 1e6)
                .toList();
    return new FailureCluster(begin, end, count, outcomes, kept);
  }
}
