package flowgauge.analyze.compare;

import static flowgauge.analyze.statistics.LongRunError.anyMemory;

import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.IntervalCsv;
import flowgauge.analyze.intervals.IntervalTable;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.statistics.LongRunError;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.analyze.statistics.ResponseGrid;
import flowgauge.analyze.statistics.Robust;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Measure;
import flowgauge.record.sample.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One side of a comparison: one or more runs of a scenario, pooled as repeats. Times are in
 * microseconds.
 *
 * <p>A percentile's interval is that of the share of responses beyond it, carried over to the ranks
 * of all responses (R. S. Woodruff, Confidence Intervals for Medians and Other Position Measures,
 * Journal of the American Statistical Association 47, 1952): no density is estimated and nothing is
 * interpolated, so gaps in a distribution do no harm.
 */
final class ComparedSide {
  record Member(RunFolder folder, RunInfo run, ScenarioInfo scenario, Intervals intervals) {

    boolean imported() {
      return intervals.size() == 0 || intervals.responses(0) == null;
    }
  }

  /** A run has so many stretches at least, and none is longer than a second. */
  private static final int STRETCHES = 64;

  private static final long LONGEST_US = 1_000_000;
  private static final long SHORTEST_US = 50_000;

  /** Fewer say nothing of what chance does. */
  private static final int FEWEST_STRETCHES = 16;

  /** Too many for a bound above: less than one response would lie beyond it. */
  private static final double NONE_BEYOND = 1;

  final List<Member> members;
  private final boolean steadyOnly;
  private final double outside;
  private final List<int[]> runs = new ArrayList<>();
  private final ResponseGrid grid;
  private final Quantiles all = Quantiles.ofRun();
  private final double[] completed;
  private final double[] failed;
  private final double[] asked;
  private final double[] sumUs;
  private final double[] seconds;
  private final double planned;
  private final double[] memory;

  /**
   * @param steadyOnly whether the ramp is left out
   * @param outside probability outside of an interval
   */
  ComparedSide(List<Member> members, boolean steadyOnly, double outside) {
    this.members = members;
    this.steadyOnly = steadyOnly;
    this.outside = outside;
    List<Quantiles> stretches = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    double due = 0;
    for (Member member : members) {
      int from = rows.size();
      PlannedArrivals plan = PlannedArrivals.of(member.scenario);
      for (int i : included(member, steadyOnly)) {
        Quantiles response = member.intervals.responses(i);
        stretches.add(response == null ? Quantiles.ofInterval() : response);
        all.add(stretches.get(stretches.size() - 1));
        double length = member.intervals.column(Intervals.SECONDS)[i];
        double at = i * member.intervals.stepSeconds();
        due += plan.between(at, at + length);
        rows.add(
            new double[] {
              member.intervals.column(Intervals.COMPLETED)[i],
              member.intervals.column(Intervals.FAILED)[i],
              member.intervals.column(Intervals.SENT)[i]
                  + member.intervals.column(Intervals.NOT_SENT)[i],
              response == null ? Double.NaN : response.sum(),
              length,
              member.intervals.column(Intervals.IN_FLIGHT)[i]
            });
      }
      int[] positions = new int[rows.size() - from];
      Arrays.setAll(positions, i -> from + i);
      runs.add(positions);
    }
    this.grid = new ResponseGrid(stretches);
    this.completed = column(rows, 0);
    this.failed = column(rows, 1);
    this.asked = column(rows, 2);
    this.sumUs = column(rows, 3);
    this.seconds = column(rows, 4);
    this.planned = due;
    this.memory = memory(column(rows, 5));
  }

  private static double[] column(List<double[]> rows, int at) {
    return rows.stream().mapToDouble(row -> row[at]).toArray();
  }

  /** Requests in flight show how long a queue remembers, without the noise of few responses. */
  private double[] memory(double[] inFlight) {
    double mean = Robust.mean(inFlight);
    if (Arrays.stream(inFlight).anyMatch(Double::isNaN) || inFlight.length == 0) {
      return anyMemory();
    }
    return LongRunError.memory(byRun(Arrays.stream(inFlight).map(n -> n - mean).toArray()));
  }

  /** Reads a run's scenario, by intervals of a second or, of a short load, less. */
  static Member read(RunFolder folder, RunInfo run, ScenarioInfo scenario, List<String> warnings)
      throws IOException {
    if (!Files.exists(folder.samples(scenario.name()))
        && Files.exists(folder.intervals(scenario.name()))) {
      return new Member(
          folder, run, scenario, IntervalCsv.read(folder.intervals(scenario.name()), warnings));
    }
    long stepUs =
        Math.max(
            SHORTEST_US, Math.min(LONGEST_US, (long) (endSeconds(scenario) * 1e6 / STRETCHES)));
    Accumulator samples = Accumulator.of(folder, scenario, stepUs, warnings);
    return new Member(
        folder,
        run,
        scenario,
        IntervalTable.of(samples, folder, scenario, Double.POSITIVE_INFINITY, warnings));
  }

  private static double endSeconds(ScenarioInfo scenario) {
    return scenario.loadEndUs().map(us -> us / 1e6).orElse(scenario.load().seconds());
  }

  private static List<Integer> included(Member member, boolean steadyOnly) {
    double end = endSeconds(member.scenario);
    List<Integer> included = new ArrayList<>();
    for (int i = 0; i < member.intervals.size(); i++) {
      Phase phase = member.intervals.phase(i);
      boolean inside = (i + 1) * member.intervals.stepSeconds() <= end + 1e-9;
      if (inside && (phase == Phase.STEADY || phase == Phase.RAMP && !steadyOnly)) {
        included.add(i);
      }
    }
    return included;
  }

  /** Seconds of steady load, the shortest run's. */
  static double steadySeconds(List<Member> members) {
    return members.stream()
        .mapToDouble(m -> included(m, true).size() * m.intervals.stepSeconds())
        .min()
        .orElse(0);
  }

  /** How long the load was, in all runs together, seconds. */
  double totalSeconds() {
    return Arrays.stream(seconds).sum();
  }

  boolean has(Measure measure) {
    return members.stream().allMatch(member -> member.intervals.has(measure));
  }

  /** The same side with another measure in place of the response time. */
  ComparedSide of(Measure measure) {
    return new ComparedSide(
        members.stream()
            .map(m -> new Member(m.folder, m.run, m.scenario, m.intervals.of(measure)))
            .toList(),
        steadyOnly,
        outside);
  }

  Quantiles all() {
    return all;
  }

  boolean open() {
    return planned > 0;
  }

  /**
   * Successful responses a second. Where arrivals are scheduled, what was served of what came times
   * the schedule's rate: how many came by chance is no matter of the server.
   */
  Estimate perSecond() {
    return open()
        ? ratio(completed, asked, anyMemory()).times(planned / totalSeconds())
        : ratio(completed, seconds, anyMemory());
  }

  /** Percent of the requests that ended. */
  Estimate failedPercent() {
    double[] ended = new double[failed.length];
    Arrays.setAll(ended, i -> failed[i] + completed[i]);
    Estimate share = ratio(failed, ended, anyMemory());
    // None of n is what a share of -ln(outside / 2) / n leaves with that probability.
    double unseen = share.value() > 0 ? 0 : -Math.log(outside / 2) / Arrays.stream(ended).sum();
    return new Estimate(share.value(), share.low(), share.high() + unseen, 1).times(100);
  }

  Estimate mean() {
    return ratio(sumUs, completed, memory);
  }

  Estimate[] percentiles(double[] percents) {
    return Arrays.stream(percents).mapToObj(this::percentile).toArray(Estimate[]::new);
  }

  private Estimate percentile(double percent) {
    double value = all.percentile(percent);
    double share = percent / 100;
    int edge = grid.edge(percent);
    // Where many responses take equally long, what lies between two edges may know no chance.
    double half = Math.max(halfWidth(edge, share), halfWidth(edge - 1, share));
    if (Double.isNaN(value) || Double.isNaN(half)) {
      return new Estimate(value, Double.NaN, Double.NaN, 1);
    }
    if (half == 0) {
      return new Estimate(value, value, value, 1);
    }
    double below = share - half;
    double above = share + half;
    if (above < 1) {
      above = Math.max(above, share + halfWidth(grid.edge(100 * above), above));
    }
    boolean bounded = (1 - above) * all.count() >= NONE_BEYOND;
    double room = Math.min(share, 1 - share) / 2;
    return new Estimate(
        value,
        below > 0 ? all.percentile(100 * below) : 0,
        bounded ? all.percentile(100 * above) : Double.POSITIVE_INFINITY,
        bounded && below > 0 ? 1 : Math.pow(half / room, 2));
  }

  /**
   * Half the width of the interval of the share of responses up to an edge; 0 if a share lies
   * outside of it, as then the edge is not its percentile.
   */
  private double halfWidth(int edge, double share) {
    if (edge < 0) {
      return 0;
    }
    double[] beyond = grid.beyond(edge);
    double upTo = 1 - Arrays.stream(beyond).sum() / all.count();
    double half =
        LongRunError.halfWidth(byRun(grid.excess(beyond, grid.every())), memory, outside)
            / all.count();
    return Math.abs(upTo - share) > half + 1e-9 ? 0 : half;
  }

  /** The ratio of two sums, its variance by the residuals' (W. G. Cochran, Sampling Techniques). */
  private Estimate ratio(double[] above, double[] below, double[] remembered) {
    double whole = Arrays.stream(below).sum();
    double value = Arrays.stream(above).sum() / whole;
    double[] off = new double[above.length];
    Arrays.setAll(off, i -> above[i] - value * below[i]);
    if (Double.isNaN(value)) {
      return new Estimate(Double.NaN, Double.NaN, Double.NaN, 1);
    }
    double half = LongRunError.halfWidth(byRun(off), remembered, outside) / whole;
    return new Estimate(value, value - half, value + half, 1);
  }

  private List<double[]> byRun(double[] series) {
    return runs.stream()
        .map(run -> Arrays.stream(run).mapToDouble(i -> series[i]).toArray())
        .toList();
  }

  /** True if there is too little to tell chance from change. */
  boolean tooShort() {
    return seconds.length < FEWEST_STRETCHES;
  }
}
