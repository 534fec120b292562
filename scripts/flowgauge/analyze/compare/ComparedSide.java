package flowgauge.analyze.compare;

import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.IntervalCsv;
import flowgauge.analyze.intervals.IntervalTable;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.samples.Samples;
import flowgauge.analyze.statistics.Blocks;
import flowgauge.analyze.statistics.Quantiles;
import flowgauge.analyze.statistics.ResponseGrid;
import flowgauge.record.Phase;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One side of a comparison: one or more runs of a scenario, pooled as repeats. */
final class ComparedSide {
  /** A run of the scenario. */
  record Member(RunFolder folder, RunInfo run, ScenarioInfo scenario, Intervals intervals) {

    boolean imported() {
      return intervals.size() == 0 || intervals.responses(0) == null;
    }
  }

  /** Figures of one resample, times in microseconds. */
  record Figures(double perSecond, double failedPercent, double meanUs, double[] percentilesUs) {}

  private static final int BLOCK_FLOOR = 2;

  final List<Member> members;
  private final List<int[]> picked = new ArrayList<>();
  private final ResponseGrid responses;
  private final double[] completed;
  private final double[] failed;
  private final double[] sumUs;
  private final double[] seconds;
  private final int blockLength;

  /**
   * @param steadyOnly whether the ramp is left out
   */
  ComparedSide(List<Member> members, boolean steadyOnly) {
    this.members = members;
    List<Quantiles> stretches = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (Member member : members) {
      int from = rows.size();
      for (int i : included(member, steadyOnly)) {
        Quantiles response = member.intervals.responses(i);
        stretches.add(response == null ? Quantiles.ofInterval() : response);
        rows.add(
            new double[] {
              member.intervals.column(Intervals.COMPLETED)[i],
              member.intervals.column(Intervals.FAILED)[i],
              response == null ? Double.NaN : response.sum(),
              member.intervals.column(Intervals.SECONDS)[i]
            });
      }
      int start = from;
      int[] positions = new int[rows.size() - from];
      Arrays.setAll(positions, i -> start + i);
      picked.add(positions);
    }
    this.responses = new ResponseGrid(stretches);
    this.completed = rows.stream().mapToDouble(row -> row[0]).toArray();
    this.failed = rows.stream().mapToDouble(row -> row[1]).toArray();
    this.sumUs = rows.stream().mapToDouble(row -> row[2]).toArray();
    this.seconds = rows.stream().mapToDouble(row -> row[3]).toArray();
    this.blockLength =
        Math.max(
            BLOCK_FLOOR,
            Math.max(Blocks.length(completed), responses.blockLength(responses.every())));
  }

  /** Reads a run's scenario, by one-second intervals. */
  static Member read(RunFolder folder, RunInfo run, ScenarioInfo scenario, List<String> warnings)
      throws IOException {
    if (!Files.exists(folder.samples(scenario.name()))
        && Files.exists(folder.intervals(scenario.name()))) {
      return new Member(
          folder, run, scenario, IntervalCsv.read(folder.intervals(scenario.name()), warnings));
    }
    Accumulator samples =
        Samples.gather(
            folder.samples(scenario.name()),
            () -> new Accumulator(1_000_000, scenario),
            report -> warnings.addAll(report.warnings()));
    return new Member(
        folder,
        run,
        scenario,
        IntervalTable.of(samples, folder, scenario, Double.POSITIVE_INFINITY, warnings));
  }

  private static List<Integer> included(Member member, boolean steadyOnly) {
    double end =
        member.scenario.loadEndUs().map(us -> us / 1e6).orElse(member.scenario.load().seconds());
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

  /** True if there is too little to resample. */
  boolean tooShort() {
    return seconds.length < 10;
  }

  /** The figures as they are. */
  Figures figures(double[] percents) {
    return figures(responses.every(), percents);
  }

  /** The responses of all runs together. */
  Quantiles all(boolean steadyOnly) {
    Quantiles all = Quantiles.ofRun();
    for (Member member : members) {
      for (int i : included(member, steadyOnly)) {
        if (member.intervals.responses(i) != null) {
          all.add(member.intervals.responses(i));
        }
      }
    }
    return all;
  }

  /** The figures of a resample: of runs, where there are several, then of blocks within each. */
  Figures resample(double[] percents, SplittableRandom random) {
    int[] positions = new int[seconds.length + longest() * members.size()];
    int filled = 0;
    for (int i = 0; i < members.size(); i++) {
      int[] run = picked.get(members.size() > 1 ? random.nextInt(members.size()) : i);
      for (int index : Blocks.resample(run.length, blockLength, random)) {
        positions[filled++] = run[index];
      }
    }
    return figures(Arrays.copyOf(positions, filled), percents);
  }

  private int longest() {
    return picked.stream().mapToInt(run -> run.length).max().orElse(0);
  }

  private Figures figures(int[] positions, double[] percents) {
    double ok = 0;
    double bad = 0;
    double sum = 0;
    double time = 0;
    for (int position : positions) {
      ok += completed[position];
      bad += failed[position];
      sum += sumUs[position];
      time += seconds[position];
    }
    int[] total = responses.total(positions);
    double[] values = new double[percents.length];
    for (int p = 0; p < percents.length; p++) {
      values[p] = ok == 0 ? Double.NaN : responses.percentile(total, percents[p]);
    }
    return new Figures(ok / time, 100 * bad / (ok + bad), sum / ok, values);
  }
}
