package flowgauge.analyze;

import flowgauge.analyze.backpressure.Backpressure;
import flowgauge.analyze.backpressure.BackpressureJudge;
import flowgauge.analyze.evidence.Evidence;
import flowgauge.analyze.fate.FateJudge;
import flowgauge.analyze.fate.Fates;
import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.IntervalTable;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.analyze.limit.Limiter;
import flowgauge.analyze.limit.LimiterJudge;
import flowgauge.analyze.pause.PauseJudge;
import flowgauge.analyze.samples.Samples;
import flowgauge.analyze.summary.StageFigures;
import flowgauge.analyze.summary.Summaries;
import flowgauge.record.DriverVerdict;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.Summary;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What limited a stage of a load of several: the stage is judged as a run of its own, whose warm-up
 * is all that came before it, and whose baseline is the run's.
 *
 * @param scenario that has samples
 */
public record StageJudge(RunFolder folder, RunInfo run, ScenarioInfo scenario) {
  /** Judges look at stretches of 8 s; a stage has to hold its load for a little more. */
  private static final double SHORTEST_S = 10;

  /** So many response times: what the stage before left is over then. */
  private static final double RESPONSES = 3;

  private static final long FEWEST = 30;

  /**
   * A stretch of a load.
   *
   * @param load as it was held then; its length is the stretch's
   * @param fromSeconds its begin, since the scenario's time zero
   * @param driver the verdict on the driver in it; empty where that is not known
   */
  public record Stretch(StageInfo load, double fromSeconds, Optional<DriverVerdict> driver) {}

  /** What limited a stretch, and whether load piled up. */
  public record Judged(Backpressure backpressure, Limiter limiter) {}

  /**
   * All stages, each with its verdict where it is long enough for one.
   *
   * @throws IOException if samples can't be read
   */
  List<StageVerdict> of(List<StageFigures> stages) throws IOException {
    List<StageVerdict> all = new ArrayList<>();
    for (StageFigures figures : stages) {
      StageInfo stage = scenario.load().stages().get(figures.number() - 1);
      if (!longEnough(figures, stage)) {
        all.add(
            new StageVerdict(
                figures, Optional.empty(), Limiter.Name.CANNOT_TELL, "too short to tell"));
        continue;
      }
      Judged judged = judge(new Stretch(stage, figures.fromSeconds(), scenario.driver()));
      all.add(
          new StageVerdict(
              figures,
              Optional.of(judged.backpressure.verdict()),
              judged.limiter.name(),
              judged.limiter.sentence()));
    }
    return all;
  }

  private boolean longEnough(StageFigures figures, StageInfo stage) {
    int before =
        figures.number() < 2
            ? 0
            : scenario.load().stages().get(figures.number() - 2).users().orElse(0);
    double ramp =
        stage.users().orElse(0) == 0
            ? 0
            : Math.max(0, stage.users().get() - before) / stage.spawnRate().orElse(1e9);
    double held = figures.seconds() - ramp;
    boolean slow = held < RESPONSES * figures.p50Ms() / 1e3;
    return held >= SHORTEST_S && !slow && figures.requests() >= FEWEST;
  }

  /**
   * Judges a stretch.
   *
   * @throws IOException if samples can't be read
   */
  public Judged judge(Stretch stretch) throws IOException {
    double until = stretch.fromSeconds + stretch.load.seconds();
    long fromUs = Math.round(stretch.fromSeconds * 1e6);
    long untilUs = Math.round(until * 1e6);
    ScenarioInfo alone = alone(stretch, untilUs);
    Accumulator samples =
        Samples.gather(
                folder.samples(scenario.name()),
                () -> new Rows(new Accumulator(1_000_000, alone), fromUs, untilUs),
                report -> {})
            .into;
    Intervals intervals =
        IntervalTable.of(samples, folder, alone, Double.POSITIVE_INFINITY, new ArrayList<>());
    Evidence evidence = new Evidence(run, alone, intervals, samples);
    Backpressure backpressure = BackpressureJudge.judge(evidence);
    Summary summary = Summaries.of(samples, alone, List.of());
    Fates fates =
        FateJudge.judge(samples, summary, evidence.fromSeconds(), evidence.loadEndSeconds);
    return new Judged(
        backpressure,
        LimiterJudge.judge(evidence, backpressure, fates, PauseJudge.judge(evidence)));
  }

  private ScenarioInfo alone(Stretch stretch, long untilUs) {
    return new ScenarioInfo(
        scenario.name(),
        scenario.server(),
        scenario.load().with(List.of(stretch.load), stretch.fromSeconds),
        scenario.started(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(untilUs),
        scenario.endUs(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        stretch.driver,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What was sent before a stretch is its warm-up, what was sent after it is left out. */
  private record Rows(Accumulator into, long fromUs, long untilUs)
      implements Samples.Mergeable<Rows> {
    @Override
    public void row(Sample row) {
      if (row.phase().ofLoad()) {
        long us = row.sentUs() == Sample.ABSENT ? row.intendedUs() : row.sentUs();
        if (us >= untilUs) {
          return;
        }
        if (us < fromUs) {
          row.set(Phase.WARM_UP);
        }
      }
      into.row(row);
    }

    @Override
    public void merge(Rows other) {
      into.merge(other.into);
    }
  }
}
