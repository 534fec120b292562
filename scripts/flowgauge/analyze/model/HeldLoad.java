package flowgauge.analyze.model;

import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.law.LoadPoint;
import flowgauge.analyze.statistics.Blocks;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.LoadInfo.StageInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A stretch in which the load was held: a stage behind its ramp, less the time that the first
 * answers took, and at most a third.
 *
 * @param users of a closed stage; NaN of an open one
 * @param from first interval
 * @param to the interval after its last
 * @param perSecond successful responses a second
 * @param low lower end of its 95 % interval, NaN where it is too short to say
 * @param high upper end
 * @param endedPerSecond requests that ended, well or badly, a second
 * @param response of successful responses, microseconds; empty in an imported run
 */
record HeldLoad(
    double users,
    int from,
    int to,
    double perSecond,
    double low,
    double high,
    double endedPerSecond,
    Quantiles response) {

  private static final int FEWEST = 3;
  private static final double TO_ERROR = 2 * 1.96;
  private static final long SEED = 8;

  /** All of a load; none where no stage is held for three intervals. */
  static List<HeldLoad> of(Evidence evidence) {
    List<HeldLoad> held = new ArrayList<>();
    double step = evidence.intervals.stepSeconds();
    double begin = evidence.loadStartSeconds;
    double before = 0;
    for (StageInfo stage : evidence.load().stages()) {
      double end = Math.min(begin + stage.seconds(), evidence.loadEndSeconds);
      boolean closed = stage.users().isPresent();
      double users = stage.users().map(Integer::doubleValue).orElse(Double.NaN);
      double ramp = closed ? Math.abs(users - before) / stage.spawnRate().orElse(1e9) : 0;
      boolean steady = closed || stage.rateFrom().equals(stage.rateTo());
      double start = Math.max(begin + ramp, evidence.fromSeconds());
      int from = (int) Math.ceil(start / step - 1e-9);
      int to = Math.min(evidence.loadTo, (int) Math.floor(end / step + 1e-9));
      if (steady && to - from >= FEWEST) {
        held.add(settled(evidence.intervals, users, from, to));
      }
      begin += stage.seconds();
      before = closed ? users : 0;
    }
    return held;
  }

  private static HeldLoad settled(Intervals table, double users, int from, int to) {
    double slow = between(table, users, from, to).response.mean() / 1e6 / table.stepSeconds();
    int third = (to - from) / 3;
    int skipped = Double.isNaN(slow) ? 0 : (int) Math.min(third, Math.ceil(slow));
    return between(table, users, from + skipped, to);
  }

  private static HeldLoad between(Intervals table, double users, int from, int to) {
    Quantiles response = Quantiles.ofRun();
    double[] rates =
        IntStream.range(from, to)
            .mapToDouble(
                i -> table.column(Intervals.COMPLETED)[i] / table.column(Intervals.SECONDS)[i])
            .toArray();
    double seconds = 0;
    double completed = 0;
    double ended = 0;
    for (int i = from; i < to; i++) {
      seconds += table.column(Intervals.SECONDS)[i];
      completed += table.column(Intervals.COMPLETED)[i];
      ended += table.column(Intervals.COMPLETED)[i] + table.column(Intervals.FAILED)[i];
      if (table.responses(i) != null) {
        response.add(table.responses(i));
      }
    }
    double[] around = Blocks.meanInterval(rates, SEED);
    return new HeldLoad(
        users, from, to, completed / seconds, around[0], around[1], ended / seconds, response);
  }

  /** Mean of a column over it, NaN where it has no value. */
  double mean(Intervals table, String column) {
    double[] values = table.column(column);
    return IntStream.range(from, to)
        .mapToDouble(i -> values[i])
        .filter(v -> !Double.isNaN(v))
        .average()
        .orElse(Double.NaN);
  }

  /** As a step of the law. */
  LoadPoint point() {
    return new LoadPoint(users, perSecond, (high - low) / TO_ERROR);
  }
}
