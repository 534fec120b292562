package flowgauge.analyze;

import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.backpressure.BackpressureJudge;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.failure.FailureJudge;
import flowgauge.analyze.fate.FateJudge;
import flowgauge.analyze.fate.Fates;
import flowgauge.analyze.foreign.ImportedFigures;
import flowgauge.analyze.group.Gathered;
import flowgauge.analyze.group.Grouped;
import flowgauge.analyze.group.Grouping;
import flowgauge.analyze.group.Labels;
import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.IntervalCsv;
import flowgauge.analyze.intervals.IntervalTable;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.intervals.PartCores;
import flowgauge.analyze.intervals.ServerEvents;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.limit.LimiterJudge;
import flowgauge.analyze.pause.PauseJudge;
import flowgauge.analyze.pause.Pauses;
import flowgauge.analyze.samples.Samples;
import flowgauge.analyze.service.Plateau;
import flowgauge.analyze.service.Service;
import flowgauge.analyze.service.ServiceJudge;
import flowgauge.analyze.summary.Percentiles;
import flowgauge.analyze.summary.StageFigures;
import flowgauge.analyze.summary.StreamFigures;
import flowgauge.analyze.summary.Summaries;
import flowgauge.analyze.summary.TimeBreakdown;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Analyzes a run's folder: one pass over each scenario's samples, then everything else from what it
 * gathered.
 *
 * @param stepSeconds length of an interval, at least 0.1
 * @param targetMs response time up to which a success counts as goodput; infinite for any
 * @param finder finds what parts requests into groups
 * @param only name of the one group that is looked at; empty for all requests
 */
public record Analyzer(
    double stepSeconds, double targetMs, Grouping.Finder finder, Optional<String> only) {

  /** So many names say what can be asked for. */
  private static final int NAMED = 20;

  /** From this share of waiting on a change of response times may be one of the queue. */
  private static final double NOTICEABLE = 0.1;

  /** One-second intervals, any success is goodput. */
  public static final Analyzer DEFAULT = new Analyzer(1, Double.POSITIVE_INFINITY);

  /** All requests, by their names where they have some. */
  public Analyzer(double stepSeconds, double targetMs) {
    this(stepSeconds, targetMs, Labels::of, Optional.empty());
  }

  /**
   * Analyzes all scenarios. One without samples, as after an interruption, is left out with a
   * warning.
   *
   * @throws IOException with one line if {@code run.json} or samples can't be read, or if nothing
   *     is there to analyze
   */
  public RunAnalysis run(RunFolder folder) throws IOException {
    return run(folder, folder.read());
  }

  /** Analyzes all scenarios of a run that is known to be as told. */
  public RunAnalysis run(RunFolder folder, RunInfo run) throws IOException {
    Map<String, ScenarioAnalysis> scenarios = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    if (run.status() != RunInfo.Status.COMPLETE) {
      warnings.add(
          "the run is "
              + run.status().name().toLowerCase(java.util.Locale.ROOT)
              + run.error().map(error -> ": " + error).orElse("")
              + "; what is there is analyzed");
    }
    for (ScenarioInfo scenario : run.scenarios()) {
      if (Files.exists(folder.samples(scenario.name()))
          || Files.exists(folder.intervals(scenario.name()))) {
        scenarios.put(scenario.name(), scenario(folder, run, scenario));
      } else {
        warnings.add(scenario.name() + " has no samples and is left out");
      }
    }
    if (scenarios.isEmpty()) {
      throw new IOException(folder.path() + " has no scenario with samples to analyze");
    }
    String name = folder.path().toAbsolutePath().normalize().getFileName().toString();
    return new RunAnalysis(RunAnalysis.SCHEMA, name, RunInfo.TOOL_VERSION, scenarios, warnings);
  }

  /**
   * The interval table alone, of a scenario with samples: one pass, and nothing judged.
   *
   * @param warnings takes what was passed over
   */
  public Intervals intervals(RunFolder folder, ScenarioInfo scenario, List<String> warnings)
      throws IOException {
    Accumulator samples = Accumulator.of(folder, scenario, Math.round(stepSeconds * 1e6), warnings);
    return IntervalTable.of(samples, folder, scenario, targetMs, warnings);
  }

  /** Analyzes one scenario. */
  public ScenarioAnalysis scenario(RunFolder folder, RunInfo run, ScenarioInfo scenario)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    if (!Files.exists(folder.samples(scenario.name()))) {
      return imported(folder, run, scenario, warnings);
    }
    Optional<Grouping> grouping = finder.of(folder, scenario);
    int wanted = wanted(grouping, scenario);
    Gathered gathered =
        Samples.gather(
            folder.samples(scenario.name()),
            () -> new Gathered(Math.round(stepSeconds * 1e6), scenario, grouping, wanted),
            report -> warnings.addAll(report.warnings()));
    Accumulator samples = gathered.all();
    ServerEvents restarts = ServerEvents.of(folder, scenario);
    warnings.addAll(restarts.warnings(scenario.endUs()));
    List<String> beside = new ArrayList<>();
    Intervals intervals = IntervalTable.of(samples, folder, scenario, targetMs, beside);
    Summary summary = Summaries.of(samples, scenario, warnings);
    warnings.clear();
    warnings.addAll(beside);
    Evidence evidence = new Evidence(run, scenario, intervals, samples);
    Backpressure backpressure = BackpressureJudge.judge(evidence);
    Pauses pauses = PauseJudge.judge(evidence);
    Service service =
        new ServiceJudge(evidence, waited(backpressure), plateau(backpressure)).judge();
    if (gathered.groups(summary.seconds(), false).filter(Grouped::shifted).isPresent()) {
      service = Service.OTHER_REQUESTS;
      backpressure = backpressure.ofOtherRequests();
    }
    Fates fates =
        FateJudge.judge(samples, summary, evidence.fromSeconds(), evidence.loadEndSeconds);
    Limiter limiter = LimiterJudge.judge(evidence, backpressure, fates, pauses);
    PercentileCaution.of(evidence.open(), backpressure, limiter).ifPresent(warnings::add);
    if (evidence.serverHere()) {
      MachineCaution.of(PartCores.steady(intervals), run.host().cores()).ifPresent(warnings::add);
    }
    boolean bounded = !PercentileCaution.nearCapacity(evidence.open(), backpressure);
    return new ScenarioAnalysis(
        summary,
        new StageJudge(folder, run, scenario).of(StageFigures.of(samples, scenario)),
        Percentiles.of(samples, intervals, bounded),
        StreamFigures.of(samples, intervals, bounded),
        gathered.groups(summary.seconds(), bounded),
        TimeBreakdown.of(samples, scenario),
        fates,
        backpressure,
        service,
        pauses,
        limiter,
        new FailureJudge(evidence, restarts, pauses).judge(),
        folder.firstFailures(scenario.name(), warnings),
        warnings,
        intervals);
  }

  /** The number of the one group that counts, -1 for all. */
  private int wanted(Optional<Grouping> grouping, ScenarioInfo scenario) throws IOException {
    if (only.isEmpty()) {
      return -1;
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < grouping.map(Grouping::size).orElse(0); i++) {
      names.add(grouping.orElseThrow().name(i));
      if (names.get(i).equals(only.get())) {
        return i;
      }
    }
    throw new IOException(
        names.isEmpty()
            ? "the requests of %s have no names: --only takes none".formatted(scenario.name())
            : "%s has no requests named '%s'; there are %s%s"
                .formatted(
                    scenario.name(),
                    only.get(),
                    String.join(", ", names.subList(0, Math.min(NAMED, names.size()))),
                    names.size() > NAMED ? " and others" : ""));
  }

  private static Optional<Plateau> plateau(Backpressure backpressure) {
    boolean turnedAway =
        backpressure.surplus().filter(found -> found.lost() > 0 && found.turnedAway()).isPresent();
    return backpressure
        .saturatedSinceSeconds()
        .map(
            from ->
                new Plateau(from, backpressure.saturatedUntilSeconds().orElse(from), turnedAway));
  }

  private static boolean waited(Backpressure backpressure) {
    return backpressure.verdict() != Backpressure.Verdict.NONE
        || backpressure.waiting().filter(waiting -> waiting.share() > NOTICEABLE).isPresent();
  }

  private ScenarioAnalysis imported(
      RunFolder folder, RunInfo run, ScenarioInfo scenario, List<String> warnings)
      throws IOException {
    if (only.isPresent()) {
      throw new IOException(
          scenario.name()
              + " has no single requests, of which --only could take some: import it with --only");
    }
    Intervals intervals = IntervalCsv.read(folder.intervals(scenario.name()), warnings);
    Evidence evidence = new Evidence(run, scenario, intervals, null);
    Backpressure backpressure = BackpressureJudge.judge(evidence);
    Summary summary =
        scenario
            .summary()
            .orElseThrow(() -> new IOException(scenario.name() + " has no summary in run.json"));
    Fates fates = FateJudge.judge(summary);
    Pauses pauses = PauseJudge.judge(evidence);
    return new ScenarioAnalysis(
        summary,
        List.of(),
        ImportedFigures.percentiles(summary),
        Optional.empty(),
        Labels.told(scenario),
        ImportedFigures.time(summary, scenario),
        fates,
        backpressure,
        new ServiceJudge(evidence, waited(backpressure), plateau(backpressure)).judge(),
        pauses,
        LimiterJudge.judge(evidence, backpressure, fates, pauses),
        new FailureJudge(evidence, ServerEvents.of(folder, scenario), pauses).judge(),
        List.of(),
        warnings,
        intervals);
  }
}
