package flowgauge.analyze.intervals;

import flowgauge.analyze.samples.Samples;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that analysis keeps of a scenario's samples after one pass: totals, distributions, a bin per
 * interval, a level per number in flight, and the failures. It grows with intervals and users, not
 * with rows.
 */
public final class Accumulator implements Samples.Mergeable<Accumulator> {
  private static final Outcome[] OUTCOMES = Outcome.values();

  /** Failures kept one by one; of more, the totals of the bins tell. */
  static final int FAILURES_KEPT = 20_000;

  /**
   * Of requests numbered from here on, every sixteenth stands for the others where only shares are
   * asked for: waiting, and response times by requests in flight.
   */
  public static final long ALL_UNTIL = 200_000;

  private static final int EVERY = 16;

  /** A failed request, times in microseconds since the scenario's start, -1 for none. */
  public record Failure(
      long request,
      long sentUs,
      long endUs,
      Outcome outcome,
      long status,
      boolean reused,
      long idleUs) {}

  final long stepUs;
  private final ScenarioInfo scenario;
  private final long loadEndUs;
  private final long fanOutUs;
  private final boolean reportsNode;
  private final boolean reportsBackend;

  final long[] outcomes = new long[OUTCOMES.length];
  final long[] warmUpOutcomes = new long[OUTCOMES.length];
  public long redirects;
  public long untimed;
  public long okDuringLoad;
  public long failedDuringLoad;
  public long lastEndUs;
  long firstSentUs = Long.MAX_VALUE;
  private long firstIntendedUs = Long.MAX_VALUE;
  public long responseSumUs;
  public final Quantiles response = Quantiles.ofRun();
  public final Connects connects = new Connects();
  public final Quantiles intended = Quantiles.ofRun();
  public final Quantiles warmUp = Quantiles.ofRun();
  public final Quantiles failedTimes = Quantiles.ofRun();
  public final Quantiles censored = Quantiles.ofRun();
  public final Quantiles idle = new Quantiles(1 << 18, 3);
  public final Quantiles waiting = new Quantiles(4096, 3);
  public final List<Bin> bins = new ArrayList<>();
  public final List<Level> levels = new ArrayList<>();

  /** How many answers had each error status, warm-up left out. */
  public final Map<Long, Long> statuses = new TreeMap<>();

  public List<Failure> failures = new ArrayList<>();

  /** Requests that were sent one at a time, before the load and behind it. */
  public final Baseline baseline;

  /** Event streams, warm-up left out; null where there are none. */
  public StreamTimes streams;

  /** What happened in each millisecond. */
  public final TimeGrid grid;

  /** What became of each stage's requests, where there are several. */
  public final StageTimes stages;

  /** Requests that ended well, one by one. */
  public final KeptRows kept;

  private final UserStarts starts = new UserStarts();

  /**
   * @param stepUs length of an interval
   * @param scenario for the end of the load and the flow's known times
   */
  public Accumulator(long stepUs, ScenarioInfo scenario) {
    this.stepUs = stepUs;
    this.scenario = scenario;
    this.grid = new TimeGrid(scenario);
    this.stages = new StageTimes(scenario);
    this.loadEndUs = scenario.loadEndUs().orElse((long) (scenario.load().seconds() * 1e6));
    this.fanOutUs = Math.round(scenario.server().fanOutSeconds() * 1e6);
    this.reportsNode = scenario.server().nodePointer().isPresent();
    this.reportsBackend = scenario.server().backendPointer().isPresent();
    this.baseline = new Baseline(fanOutUs, reportsNode);
    this.kept = new KeptRows(fanOutUs, reportsNode);
  }

  /**
   * All of a scenario's samples.
   *
   * @param warnings takes what was passed over
   * @throws IOException with a line that names file and line if they can't be read
   */
  public static Accumulator of(
      RunFolder folder, ScenarioInfo scenario, long stepUs, List<String> warnings)
      throws IOException {
    return Samples.gather(
        folder.samples(scenario.name()),
        () -> new Accumulator(stepUs, scenario),
        report -> warnings.addAll(report.warnings()));
  }

  @Override
  public void row(Sample row) {
    if (!row.phase().ofLoad()) {
      baseline.add(row);
      return;
    }
    firstIntendedUs =
        Math.min(firstIntendedUs, row.intendedUs() < 0 ? row.sentUs() : row.intendedUs());
    grid.add(row);
    boolean warm = row.phase() == Phase.WARM_UP;
    (warm ? warmUpOutcomes : outcomes)[row.outcome().ordinal()]++;
    if (row.outcome() == Outcome.NOT_SENT) {
      bin(row.intendedUs() / stepUs).notSent++;
      return;
    }
    lastEndUs = Math.max(lastEndUs, row.endUs());
    firstSentUs = Math.min(firstSentUs, row.sentUs());
    responseSumUs += row.responseUs();
    int first = (int) (row.sentUs() / stepUs);
    int last = (int) (row.endUs() / stepUs);
    Bin endedIn = bin(last);
    Bin sentIn = bins.get(first);
    sentIn.sent++;
    sentIn.sentInPhase[row.phase().ordinal()]++;
    sentIn.firstSentUs = Math.min(sentIn.firstSentUs, row.sentUs());
    if (row.connectUs() >= 0) {
      sentIn.connects++;
      sentIn.connectUs += row.connectUs();
    }
    flight(row.sentUs(), row.endUs(), first, last);
    stages.add(row);
    starts.add(row.user(), row.sentUs());
    if (row.events() >= 0) {
      stream(row, warm, endedIn);
    }
    if (row.reused() && row.idleUs() >= 0) {
      idle.add(row.idleUs());
    }
    if (row.outcome() == Outcome.OK) {
      untimed += reportsNode && row.nodeUs() < 0 || reportsBackend && row.backendUs() < 0 ? 1 : 0;
      redirects += row.status() >= 300 && row.status() < 400 && row.status() != 304 ? 1 : 0;
      ok(row, warm, endedIn);
    } else if (row.outcome().failed()) {
      failed(row, warm, sentIn, endedIn);
    } else if (!warm) {
      censored(row);
    }
  }

  private void censored(Sample row) {
    censored.add(row.responseUs());
    connects.addUnanswered(row);
  }

  private void ok(Sample row, boolean warm, Bin bin) {
    long us = row.responseUs();
    kept.add(row);
    bin.completed++;
    bin.response.add(us);
    long waited = (warm ? bin.warmUpSplit : bin.split).add(row, fanOutUs, reportsNode);
    boolean counted = counted(row);
    if (row.inFlight() > 0 && counted) {
      Level level = level(row.inFlight());
      level.inFlightSum += row.inFlight();
      level.response.add(us);
      level.split.add(row, fanOutUs, reportsNode);
    }
    if (warm) {
      warmUp.add(us);
      return;
    }
    if (waited >= 0 && counted) {
      waiting.add(waited);
    }
    response.add(us);
    connects.add(row);
    intended.add(row.intendedResponseUs());
    okDuringLoad += row.endUs() <= loadEndUs ? 1 : 0;
  }

  private static boolean counted(Sample row) {
    return row.request() < ALL_UNTIL || row.request() % EVERY == 0;
  }

  private void failed(Sample row, boolean warm, Bin sentIn, Bin endedIn) {
    endedIn.failed[row.outcome().ordinal()]++;
    endedIn.refused += Losses.refused(row.outcome(), row.status()) ? 1 : 0;
    sentIn.failedBySent++;
    if (!warm && row.outcome() == Outcome.HTTP_ERROR) {
      statuses.merge((long) row.status(), 1L, Long::sum);
    }
    failedTimes.add(row.responseUs());
    if (row.inFlight() > 0 && counted(row)) {
      level(row.inFlight()).lost(row);
    }
    if (!warm && row.outcome().timedOut()) {
      censored(row);
    }
    failedDuringLoad += !warm && row.endUs() <= loadEndUs ? 1 : 0;
    if (failures.size() < FAILURES_KEPT) {
      failures.add(
          new Failure(
              row.request(),
              row.sentUs(),
              row.endUs(),
              row.outcome(),
              row.status(),
              row.reused(),
              row.idleUs()));
    }
  }

  private void stream(Sample row, boolean warm, Bin bin) {
    bin.streams = bin.streams == null ? new StreamTimes(Quantiles::ofInterval) : bin.streams;
    bin.streams.add(row);
    if (!warm) {
      streams = streams == null ? new StreamTimes(Quantiles::ofRun) : streams;
      streams.add(row);
    }
  }

  private void flight(long fromUs, long toUs, int first, int last) {
    if (first == last) {
      bins.get(first).areaUs += toUs - fromUs;
      return;
    }
    bins.get(first).areaUs += (first + 1) * stepUs - fromUs;
    bins.get(last).areaUs += toUs - last * stepUs;
    bins.get(first + 1).flyingThrough++;
    bins.get(last).flyingThrough--;
  }

  private Bin bin(long index) {
    while (bins.size() <= index) {
      bins.add(new Bin());
    }
    return bins.get((int) index);
  }

  private Level level(long inFlight) {
    int index = Level.of(inFlight);
    while (levels.size() <= index) {
      levels.add(new Level());
    }
    return levels.get(index);
  }

  @Override
  public void merge(Accumulator other) {
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] += other.outcomes[i];
      warmUpOutcomes[i] += other.warmUpOutcomes[i];
    }
    redirects += other.redirects;
    untimed += other.untimed;
    okDuringLoad += other.okDuringLoad;
    failedDuringLoad += other.failedDuringLoad;
    lastEndUs = Math.max(lastEndUs, other.lastEndUs);
    firstSentUs = Math.min(firstSentUs, other.firstSentUs);
    firstIntendedUs = Math.min(firstIntendedUs, other.firstIntendedUs);
    baseline.merge(other.baseline);
    grid.merge(other.grid);
    stages.merge(other.stages);
    kept.merge(other.kept);
    streams = StreamTimes.sum(streams, other.streams, Quantiles::ofRun);
    responseSumUs += other.responseSumUs;
    response.add(other.response);
    intended.add(other.intended);
    warmUp.add(other.warmUp);
    failedTimes.add(other.failedTimes);
    censored.add(other.censored);
    idle.add(other.idle);
    waiting.add(other.waiting);
    for (int i = 0; i < other.bins.size(); i++) {
      bin(i).add(other.bins.get(i));
    }
    while (levels.size() < other.levels.size()) {
      levels.add(new Level());
    }
    for (int i = 0; i < other.levels.size(); i++) {
      levels.get(i).add(other.levels.get(i));
    }
    other.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
    failures.addAll(other.failures);
    starts.merge(other.starts);
    connects.merge(other.connects);
  }

  /** When the load began, microseconds since the scenario's start: 0 where no baseline precedes. */
  public long loadStartUs() {
    if (!baseline.precedes(firstIntendedUs)) {
      return 0;
    }
    long planned = loadEndUs - Math.round(scenario.load().seconds() * 1e6);
    boolean whole = scenario.loadEndUs().isPresent() && scenario.stoppedEarly().isEmpty();
    return whole ? Math.max(0, Math.min(planned, firstIntendedUs)) : firstIntendedUs;
  }

  /** The failures kept, in the order in which they ended. */
  public List<Failure> failuresInOrder() {
    failures.sort(Comparator.comparingLong(Failure::endUs).thenComparingLong(Failure::request));
    return failures;
  }

  /** The moments at which users sent their first request, microseconds, rising. */
  long[] userStarts() {
    return starts.rising();
  }

  /** Where the time of successful requests went, warm-up left out. */
  public Split split() {
    Split split = new Split();
    bins.forEach(bin -> split.add(bin.split));
    return split;
  }

  /** Rows of an outcome, warm-up left out. */
  public long count(Outcome outcome) {
    return outcomes[outcome.ordinal()];
  }
}
