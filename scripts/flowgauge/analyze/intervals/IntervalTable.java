package flowgauge.analyze.intervals;

import static flowgauge.analyze.intervals.Intervals.*;

import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Measure;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes the interval table out of what was gathered from samples, and what lies beside them. */
public final class IntervalTable {
  private final Accumulator all;
  private final long endUs;
  private final double[] seconds;
  private final Map<String, double[]> columns;

  private IntervalTable(Accumulator all, ScenarioInfo scenario) {
    this.all = all;
    long loadEndUs = scenario.loadEndUs().orElse(0L);
    this.endUs = Math.max(1, Math.max(all.lastEndUs, loadEndUs));
    int size = (int) ((endUs + all.stepUs - 1) / all.stepUs);
    // A request that ends on the very border belongs to the interval that begins there.
    this.seconds = new double[Math.max(size, all.bins.size())];
    this.columns = Intervals.unknown(seconds.length);
  }

  /**
   * The table.
   *
   * @param targetMs response time up to which a success counts as goodput; infinite for any
   * @param warnings takes what was wrong with the files beside the samples
   */
  public static Intervals of(
      Accumulator all,
      RunFolder folder,
      ScenarioInfo scenario,
      double targetMs,
      List<String> warnings)
      throws IOException {
    IntervalTable table = new IntervalTable(all, scenario);
    table.samples(targetMs);
    SideRows.resources(folder.resources(scenario.name()), all.stepUs, table.columns, warnings);
    long loadEndUs = scenario.loadEndUs().orElse(Long.MAX_VALUE);
    SideRows.driver(folder.driver(scenario.name()), all.stepUs, loadEndUs, table.columns, warnings);
    Quantiles[] responses = new Quantiles[table.seconds.length];
    Arrays.setAll(responses, i -> table.bin(i).response);
    StreamTimes[] streams = table.streams();
    return new Intervals(
        all.stepUs / 1e6, table.phases(scenario), table.columns, responses, streams);
  }

  private StreamTimes[] streams() {
    StreamTimes[] streams = new StreamTimes[seconds.length];
    Arrays.setAll(streams, i -> bin(i).streams);
    if (all.streams != null) {
      for (Measure measure : Measure.OF_STREAMS) {
        columns.put(Intervals.medianMs(measure), percentile(streams, measure, 50));
        columns.put(Intervals.p95Ms(measure), percentile(streams, measure, 95));
      }
    }
    return streams;
  }

  private static double[] percentile(StreamTimes[] streams, Measure measure, double percent) {
    return Arrays.stream(streams)
        .mapToDouble(s -> s == null ? Double.NaN : s.of(measure).percentile(percent) / 1e3)
        .toArray();
  }

  private Bin bin(int index) {
    return index < all.bins.size() ? all.bins.get(index) : new Bin();
  }

  private void samples(double targetMs) {
    for (Outcome outcome : Outcome.values()) {
      if (outcome.failed()) {
        columns.put(Intervals.failed(outcome), new double[seconds.length]);
      }
    }
    long[] starts = all.userStarts();
    int flying = 0;
    int users = 0;
    for (int i = 0; i < seconds.length; i++) {
      Bin bin = bin(i);
      long fromUs = i * all.stepUs;
      double length = Math.max(1, Math.min(all.stepUs, endUs - fromUs)) / 1e6;
      seconds[i] = length;
      flying += bin.flyingThrough;
      while (users < starts.length && starts[users] < fromUs + all.stepUs) {
        users++;
      }
      long failed = Arrays.stream(bin.failed).sum();
      put(TIME_S, i, fromUs / 1e6);
      put(SECONDS, i, length);
      put(SENT, i, bin.sent);
      put(COMPLETED, i, bin.completed);
      put(FAILED, i, failed);
      put(REFUSED, i, bin.refused);
      put(FAILED_BY_SENT, i, bin.failedBySent);
      put(NOT_SENT, i, bin.notSent);
      for (Outcome outcome : Outcome.values()) {
        if (outcome.failed()) {
          put(Intervals.failed(outcome), i, bin.failed[outcome.ordinal()]);
        }
      }
      put(THROUGHPUT, i, (bin.completed + failed) / length);
      put(GOODPUT, i, bin.response.countUpTo(targetMs * 1e3) / length);
      put(P50_MS, i, bin.response.percentile(50) / 1e3);
      put(P95_MS, i, bin.response.percentile(95) / 1e3);
      put(P99_MS, i, bin.response.percentile(99) / 1e3);
      put(MEAN_MS, i, bin.response.mean() / 1e3);
      put(
          Intervals.IN_FLIGHT,
          i,
          (flying * Math.min((double) all.stepUs, length * 1e6) + bin.areaUs) / (length * 1e6));
      put(USERS, i, starts.length == 0 ? Double.NaN : users);
      put(CONNECTS, i, bin.connects);
      Split split = new Split();
      split.add(bin.split);
      split.add(bin.warmUpSplit);
      split(i, split);
    }
  }

  private void split(int i, Split split) {
    if (split.with > 0) {
      double scale = 1e3 * split.with;
      put(CONNECT_MS, i, split.connectUs / scale);
      put(WAITING_MS, i, split.waitingUs / scale);
      put(NODES_MS, i, split.nodesUs / scale);
      put(BACKEND_MS, i, split.backendUs / scale);
      put(TRANSFER_MS, i, split.transferUs / scale);
    } else if (split.without > 0) {
      put(CONNECT_MS, i, split.withoutConnectUs / (1e3 * split.without));
    }
  }

  private void put(String column, int index, double value) {
    columns.get(column)[index] = value;
  }

  private String[] phases(ScenarioInfo scenario) {
    String[] phases = new String[seconds.length];
    Phase last =
        all.loadStartUs() > 0
            ? Phase.BASELINE
            : scenario.load().warmUpSeconds() > 0 ? Phase.WARM_UP : Phase.RAMP;
    double loadEndUs = scenario.loadEndUs().orElse(Long.MAX_VALUE);
    for (int i = 0; i < phases.length; i++) {
      long[] sent = bin(i).sentInPhase;
      long most = 0;
      for (Phase phase : Phase.values()) {
        if (sent[phase.ordinal()] > most) {
          most = sent[phase.ordinal()];
          last = phase;
        }
      }
      phases[i] = (most == 0 && i * (double) all.stepUs >= loadEndUs ? Phase.DRAIN : last).text();
    }
    return phases;
  }
}
