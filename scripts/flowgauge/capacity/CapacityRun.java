package flowgauge.capacity;

import flowgauge.analyze.StageJudge;
import flowgauge.analyze.StageJudge.Stretch;
import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.Capacity.Found;
import flowgauge.analyze.capacity.Capacity.Limit;
import flowgauge.analyze.capacity.CapacityFile;
import flowgauge.analyze.capacity.Step;
import flowgauge.analyze.capacity.Step.Purpose;
import flowgauge.analyze.limit.Limiter;
import flowgauge.bench.Course;
import flowgauge.bench.SteeredLoad;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Searches the capacity of a run's scenarios, each on the server that bench has started for it.
 * {@code capacity.json} is written behind each step, so that what is known is there whatever ends
 * the search.
 */
public final class CapacityRun implements Course {
  /** A rate is halved so often where the first already breaks. */
  private static final double LEAST_OF_RATE = 1.0 / 64;

  /** What limits is not asked of a step that was shorter: users still came in most of it. */
  private static final double SHORTEST_S = 3;

  private static final double SLOWEST_FIRST_S = 60;
  private static final double FASTEST_FIRST_S = 0.0005;

  private final CapacityOptions options;
  private final Map<String, Capacity> found = new LinkedHashMap<>();
  private final Set<String> over = new HashSet<>();

  /** A search with these options. */
  public CapacityRun(CapacityOptions options) {
    this.options = options;
  }

  @Override
  public void steer(SteeredLoad load) throws InterruptedException {
    Ask ask = ask(load);
    Told told = new Told(ask, load);
    Search search = new Search(ask, new LiveBed(load, ask.model()), told);
    told.search = search;
    End end = End.INTERRUPTED;
    try {
      end = search.run().end();
    } finally {
      keep(load, ask, search.known(end));
    }
  }

  private Ask ask(SteeredLoad load) {
    double first =
        Math.min(SLOWEST_FIRST_S, Math.max(FASTEST_FIRST_S, load.firstAnswer().toNanos() / 1e9));
    return options.ask(1 / (2 * first), LEAST_OF_RATE / first);
  }

  /** Does nothing once the scenario is over: its result has its limits then. */
  private synchronized void keep(SteeredLoad load, Ask ask, Search.Result result) {
    if (over.contains(load.scenario().name())) {
      return;
    }
    List<String> texts = ask.objectives().stream().map(Objective::text).toList();
    found.put(
        load.scenario().name(),
        new Capacity(
            ask.model(),
            texts,
            ask.confidence(),
            result.end(),
            CapacityText.sentence(ask.model(), texts, ask.confidence(), result),
            result.found(),
            result.steps(),
            Optional.empty(),
            Optional.empty()));
    try {
      new CapacityFile(CapacityFile.SCHEMA, found).write(load.folder());
    } catch (IOException full) {
      load.say("capacity.json can't be written: " + full.getMessage());
    }
  }

  /** Says how far the search is. */
  private final class Told implements Search.Listener {
    private final Ask ask;
    private final SteeredLoad load;
    private Search search;
    private Optional<Estimate> known = Optional.empty();

    Told(Ask ask, SteeredLoad load) {
      this.ask = ask;
      this.load = load;
    }

    @Override
    public void look(Purpose purpose, double wanted, double seconds, Look look) {
      load.progress(CapacityText.doing(ask.model(), purpose, wanted, seconds, known));
    }

    @Override
    public void step(Step step, Optional<Estimate> soFar) {
      known = soFar;
      load.say(load.scenario().name() + " " + CapacityText.step(ask.model(), step, soFar));
      keep(load, ask, search.known(End.INTERRUPTED));
    }
  }

  @Override
  public synchronized Verdict over(RunFolder folder, RunInfo run, ScenarioInfo scenario)
      throws IOException {
    over.add(scenario.name());
    Capacity capacity = found.get(scenario.name());
    if (capacity == null) {
      return new Verdict(List.of(), Optional.empty());
    }
    StageJudge judge = new StageJudge(folder, run, scenario);
    Optional<Limit> at = Optional.empty();
    Optional<Limit> beyond = Optional.empty();
    if (capacity.end() != End.ONLY_FAILURES) {
      at = limit(judge, scenario, at(capacity));
      beyond = limit(judge, scenario, beyond(capacity));
    }
    capacity =
        new Capacity(
            capacity.model(),
            capacity.objectives(),
            capacity.confidence(),
            capacity.end(),
            capacity.sentence(),
            capacity.found(),
            capacity.steps(),
            at,
            beyond);
    found.put(scenario.name(), capacity);
    new CapacityFile(CapacityFile.SCHEMA, found).write(folder);
    boolean broken = capacity.end() == End.FIRST_BREAKS;
    boolean failed = capacity.end() == End.SERVER_GONE || capacity.end() == End.ONLY_FAILURES;
    return new Verdict(
        broken ? List.of(capacity.sentence()) : List.of(),
        failed ? Optional.of(capacity.sentence()) : Optional.empty());
  }

  private static Optional<Limit> limit(StageJudge judge, ScenarioInfo scenario, Optional<Step> step)
      throws IOException {
    if (step.filter(s -> s.untilSeconds() - s.startSeconds() >= SHORTEST_S).isEmpty()) {
      return Optional.empty();
    }
    Limiter limiter = judge.judge(stretch(scenario, step.get())).limiter();
    return Optional.of(new Limit(step.get().number(), limiter.name(), limiter.sentence()));
  }

  /**
   * A step as the stage that carried it; the whole load's driver stands for it where both agree.
   */
  private static Stretch stretch(ScenarioInfo scenario, Step step) {
    StageInfo stage =
        scenario.load().stages().stream()
            .filter(s -> s.users().orElse(0) > 0 || s.rateTo().orElse(0.0) > 0)
            .skip(step.number() - 1)
            .findFirst()
            .orElseThrow();
    return new Stretch(
        new StageInfo(
            step.untilSeconds() - step.startSeconds(),
            stage.users(),
            stage.spawnRate(),
            stage.rateFrom(),
            stage.rateTo()),
        step.startSeconds(),
        scenario.driver().filter(any -> step.driver().equals(Optional.of(any.verdict()))));
  }

  /** The longest step at the capacity, or the highest that kept. */
  private static Optional<Step> at(Capacity capacity) {
    return last(capacity, Purpose.CONFIRM)
        .filter(step -> capacity.found().filter(Found::confirmed).isPresent())
        .or(
            () ->
                capacity.found().stream()
                    .flatMap(f -> capacity.steps().stream().filter(s -> s.load() <= f.load()))
                    .filter(s -> s.verdict() != Step.Verdict.BROKE && s.requests() > 0)
                    .reduce((a, b) -> b.load() >= a.load() ? b : a));
  }

  private static Optional<Step> beyond(Capacity capacity) {
    return last(capacity, Purpose.BEYOND)
        .or(
            () ->
                capacity.steps().stream()
                    .filter(s -> s.verdict() == Step.Verdict.BROKE && s.requests() > 0)
                    .filter(s -> s.load() > capacity.found().map(Found::load).orElse(0.0))
                    .reduce((a, b) -> b.load() <= a.load() ? b : a));
  }

  private static Optional<Step> last(Capacity capacity, Purpose purpose) {
    return capacity.steps().stream()
        .filter(step -> step.purpose() == purpose && step.requests() > 0)
        .reduce((a, b) -> b);
  }

  @Override
  public synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    found.forEach((scenario, capacity) -> lines.addAll(CapacityText.lines(scenario, capacity)));
    return lines;
  }

  @Override
  public synchronized Object result() {
    return new LinkedHashMap<>(found);
  }
}
