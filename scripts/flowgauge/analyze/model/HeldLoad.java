package flowgauge.analyze.model;

import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.Step;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.Blocks;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.LoadInfo.StageInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A stretch in which the load was held. Of a search for capacity it is a step, from where the
 * search found it settled; of any other load a stage behind its ramp, less the time that the first
 * answers took, and at most a third.
 *
 * @param load users of a closed load, requests a second of an open one
 * @param open which of both
 * @param settled whether the search found it settled; true where none was
 * @param from first interval
 * @param to the interval after its last
 * @param perSecond successful responses a second
 * @param low lower end of its 95 % interval, NaN where it is too short to say
 * @param high upper end
 * @param endedPerSecond requests that ended, well or badly, a second
 * @param response of successful responses, microseconds; empty in an imported run
 */
record HeldLoad(
    double load,
    boolean open,
    boolean settled,
    int from,
    int to,
    double perSecond,
    double low,
    double high,
    double endedPerSecond,
    Quantiles response) {

  private static final int FEWEST = 3;
  private static final long SEED = 8;

  /** What is held from when to when, intervals; rates are NaN until it is looked at. */
  private HeldLoad(double load, boolean open, boolean settled, int from, int to) {
    this(load, open, settled, from, to, Double.NaN, Double.NaN, Double.NaN, Double.NaN, null);
  }

  /** All steps of a search that were held for three intervals. */
  static List<HeldLoad> of(Evidence evidence, Capacity search) {
    List<HeldLoad> held = new ArrayList<>();
    double step = evidence.intervals.stepSeconds();
    boolean open = search.model() == Capacity.Model.RATE;
    for (Step each : search.steps()) {
      int from = (int) Math.ceil(each.fromSeconds() / step - 1e-9);
      int to = Math.min(evidence.loadTo, (int) Math.floor(each.untilSeconds() / step + 1e-9));
      if (each.purpose() != Step.Purpose.PROBE && to - from >= FEWEST) {
        held.add(
            new HeldLoad(each.load(), open, each.settled(), from, to).seen(evidence.intervals));
      }
    }
    return held;
  }

  /** All of a load; none where no stage is held for three intervals. */
  static List<HeldLoad> of(Evidence evidence) {
    List<HeldLoad> held = new ArrayList<>();
    double step = evidence.intervals.stepSeconds();
    double warmUp = evidence.load().warmUpSeconds();
    double begin = evidence.loadStartSeconds + warmUp;
    double before = reached(evidence.load().stages().get(0), warmUp);
    for (StageInfo stage : evidence.load().stages()) {
      double end = Math.min(begin + stage.seconds(), evidence.loadEndSeconds);
      boolean open = stage.users().isEmpty();
      double users = stage.users().map(Integer::doubleValue).orElse(0.0);
      // Users too many are retired at once, but each when its answer has come.
      double ramp = Math.max(0, users - before) / stage.spawnRate().orElse(1e9);
      boolean steady = !open || stage.rateFrom().equals(stage.rateTo());
      double load = open ? stage.rateTo().orElse(0.0) : users;
      int from = (int) Math.ceil((begin + ramp) / step - 1e-9);
      int to = Math.min(evidence.loadTo, (int) Math.floor(end / step + 1e-9));
      if (steady && load > 0 && to - from >= FEWEST) {
        held.add(settled(evidence.intervals, new HeldLoad(load, open, true, from, to)));
      }
      begin += stage.seconds();
      before = users;
    }
    return held;
  }

  /** Users that the warm-up comes to. */
  private static double reached(StageInfo first, double warmUpSeconds) {
    return Math.min(first.users().orElse(0), first.spawnRate().orElse(0.0) * warmUpSeconds);
  }

  private static HeldLoad settled(Intervals table, HeldLoad whole) {
    double slow = whole.seen(table).response.mean() / 1e6 / table.stepSeconds();
    int third = (whole.to - whole.from) / 3;
    int skipped = Double.isNaN(slow) ? 0 : (int) Math.min(third, Math.ceil(slow));
    return new HeldLoad(whole.load, whole.open, true, whole.from + skipped, whole.to).seen(table);
  }

  private HeldLoad seen(Intervals table) {
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
        load,
        open,
        settled,
        from,
        to,
        completed / seconds,
        around[0],
        around[1],
        ended / seconds,
        response);
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
}
