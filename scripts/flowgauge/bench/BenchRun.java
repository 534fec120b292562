package flowgauge.bench;

import flowgauge.analyze.summary.Summaries;
import flowgauge.bench.plan.BenchException;
import flowgauge.bench.plan.BenchPlan;
import flowgauge.bench.plan.Plans;
import flowgauge.command.CommandLines;
import flowgauge.command.Failures;
import flowgauge.command.TerminalText;
import flowgauge.load.LoadException;
import flowgauge.load.Rehearsal;
import flowgauge.record.ProcessMark;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunInfo.Status;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.Summary;
import flowgauge.record.sample.OutOfMemory;
import flowgauge.record.sample.Tally;
import flowgauge.report.Findings;
import flowgauge.scenario.Scenario;
import flowgauge.serve.Affinity;
import flowgauge.serve.docker.AbandonedContainers;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerRuntime;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.ExitCode;

/**
 * A whole run: its scenarios one after the other, each on a fresh server. {@code run.json} is
 * written ahead, after each scenario and at the end, so that whatever happens the folder says what
 * it holds.
 */
public final class BenchRun {
  /** Broken condition of {@code --fail-if}. */
  public static final int THRESHOLD = 3;

  private static final int INTERRUPTED = 130;

  private final BenchPlan plan;
  private final Terminal terminal = new Terminal();
  private final List<String> broken = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private RunFolder folder;
  private RunInfo info;
  private final Instant begun = Instant.now();
  private final long begunNanos = System.nanoTime();
  private final Optional<Resume> resume;
  private final Optional<Course> course;

  /**
   * A run of that plan.
   *
   * @param resume the earlier run of which it is what is left; empty for a new one
   * @param course that decides the loads, in place of the plan's stages; empty for none
   */
  public BenchRun(BenchPlan plan, Optional<Resume> resume, Optional<Course> course) {
    this.plan = plan;
    this.resume = resume;
    this.course = course;
  }

  /**
   * Runs it.
   *
   * @param json whether standard output gets JSON in place of the table
   * @return the exit code: 0, 1 for a scenario without a success, 3 for a broken {@code --fail-if},
   *     130 when interrupted
   * @throws BenchException if a scenario could not be run; what was recorded stays
   */
  public int execute(boolean json) throws BenchException {
    try (Interrupts interrupts = new Interrupts()) {
      Descriptors.check(plan.load(), terminal::line);
      try {
        AbandonedContainers.remove(terminal::line);
        ServerRuntime runtime = plan.runtime().runtime(plan.scenarios().get(0), terminal::line);
        List<Scenario> left = begin(runtime.name());
        try (Affinity kept = Affinity.of(plan.settings().placement().load())) {
          Rehearsal.start();
          for (Scenario scenario : left) {
            scenario(scenario, runtime, interrupts);
            if (interrupts.interrupted()) {
              break;
            }
          }
        }
        end(
            interrupts.interrupted()
                ? Status.INTERRUPTED
                : failures.isEmpty() ? Status.COMPLETE : Status.FAILED,
            failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failures)));
      } catch (InterruptedException stopped) {
        Thread.interrupted(); // one that came twice would spoil the report
        end(Status.INTERRUPTED, Optional.empty());
      } catch (ServeException | LoadException | IOException | RuntimeException failed) {
        if (!interrupts.interrupted()) {
          throw failed(failed);
        }
        Thread.interrupted();
        end(Status.INTERRUPTED, Optional.empty());
      } catch (OutOfMemoryError full) {
        throw failed(new IllegalStateException(full));
      } catch (BenchException failed) {
        BenchException told = failed(failed);
        if (info != null && (json || Files.isDirectory(folder.path()))) {
          tell(json, false);
        }
        throw told;
      }
      tell(json, plan.report());
      failures.forEach(text -> terminal.line("bench: " + CommandLines.oneLine(text)));
      return info.status() == Status.INTERRUPTED
          ? INTERRUPTED
          : !failures.isEmpty() ? ExitCode.SOFTWARE : broken.isEmpty() ? 0 : THRESHOLD;
    }
  }

  private List<Scenario> begin(String runtime) throws IOException, BenchException {
    Path home = HostFacts.home();
    Path runs = home.resolve("datasets").resolve("runs");
    RunFolder.settle(runs);
    if (resume.isPresent()) {
      List<Scenario> left = resume.get().left(plan.scenarios());
      folder = resume.get().folder();
      info = resume.get().begin(left, terminal::line);
      info.scenarios().forEach(done -> broken.addAll(broken(done)));
      sayWhatDiffers(home);
      return left;
    }
    try {
      folder =
          plan.out().isPresent()
              ? RunFolder.createAt(plan.out().get())
              : RunFolder.create(runs, plan.name(), begun);
    } catch (FileAlreadyExistsException taken) {
      throw new BenchException(
          "--out: " + plan.out().orElseThrow() + " is not empty: name another folder", taken);
    } catch (IOException sealed) {
      throw new BenchException(
          "can't make the run's folder (%s): name another with --out"
              .formatted(Failures.words(sealed)),
          sealed);
    }
    info =
        new RunInfo(
            RunInfo.SCHEMA,
            plan.name(),
            RunInfo.TOOL_VERSION,
            HostFacts.commit(home),
            begun,
            Optional.empty(),
            Status.RUNNING,
            Optional.empty(),
            HostFacts.host(),
            HostFacts.versions(),
            List.of(),
            Optional.of(Plans.of(plan, runtime)),
            Optional.of(ProcessMark.own()));
    folder.write(info);
    return plan.scenarios();
  }

  private static List<String> broken(ScenarioInfo scenario) {
    return scenario.broken().orElse(List.of()).stream()
        .map(text -> scenario.name() + ": " + text)
        .toList();
  }

  private void sayWhatDiffers(Path home) {
    if (!info.host().equals(HostFacts.host())) {
      terminal.line("this is not the machine that the run began on: compare with care");
    }
    Optional<String> commit = HostFacts.commit(home);
    if (!info.commit().equals(commit)) {
      terminal.line(
          "the run began with flowgauge at %s, this is %s: compare with care"
              .formatted(info.commit().orElse("no commit"), commit.orElse("no commit")));
    }
  }

  private void scenario(Scenario scenario, ServerRuntime runtime, Interrupts interrupts)
      throws ServeException, BenchException, LoadException, IOException, InterruptedException {
    folder.scenario(scenario.name());
    ScenarioRun run = new ScenarioRun(plan, folder, terminal, interrupts, course);
    try (Server server =
        runtime.start(
            scenario,
            plan.settings(),
            folder.serverLog(scenario.name()),
            folder.mockLog(scenario.name()),
            terminal::line)) {
      Map<String, String> versions = new TreeMap<>(info.versions());
      versions.putAll(server.versions());
      info = info.withVersions(versions);
      add(run.planned(scenario, server, Instant.now()));
      long asked = System.nanoTime();
      Preflight.Found found = Preflight.check(server.base(), scenario, plan.load());
      found.line().ifPresent(terminal::line);
      Duration firstAnswer = Duration.ofNanos(System.nanoTime() - asked);
      InputCheck.check(server.base(), found.scenario(), plan.load());
      Rehearsal.await();
      ScenarioRun.Outcome outcome = run.run(found.scenario(), server, firstAnswer);
      replaceLast(outcome.info());
      Summary summary = Summaries.of(folder, outcome.info());
      Course.Verdict steered = steered(outcome.info().withSummary(summary));
      List<String> brokenNow = new ArrayList<>(judge(outcome.tally(), summary));
      brokenNow.addAll(steered.broken());
      Optional<String> failure = outcome.unwritten().or(server::failure).or(outcome::uncounted);
      Optional<String> total =
          TotalFailure.of(scenario.name(), summary, outcome.firstFailures())
              .or(() -> steered.failure().map(why -> scenario.name() + ": " + why));
      Status status =
          interrupts.interrupted()
              ? Status.INTERRUPTED
              : failure.or(() -> total).isPresent() ? Status.FAILED : Status.COMPLETE;
      ScenarioInfo ended = outcome.info().withSummary(summary).ended(status, brokenNow);
      replaceLast(ended);
      broken.addAll(broken(ended));
      if (status == Status.FAILED && failure.isEmpty()) {
        failures.add(total.orElseThrow());
      } else if (status == Status.FAILED) {
        throw new BenchException(scenario.name() + ": " + failure.get());
      }
    }
  }

  private Course.Verdict steered(ScenarioInfo scenario) throws IOException {
    if (course.isEmpty()) {
      return new Course.Verdict(List.of(), Optional.empty());
    }
    terminal.status("analyzing");
    try {
      return course.get().over(folder, info, scenario);
    } finally {
      terminal.clear();
    }
  }

  private List<String> judge(Tally tally, Summary summary) {
    return plan.failIf().stream()
        .flatMap(
            condition ->
                condition
                    .broken(
                        tally.succeeded(),
                        tally.failed(),
                        summary.requestsPerSecond(),
                        tally::times,
                        true)
                    .stream())
        .toList();
  }

  private void add(ScenarioInfo scenario) throws IOException {
    List<ScenarioInfo> all = new ArrayList<>(info.scenarios());
    all.add(scenario);
    info = info.withScenarios(all);
    folder.write(info);
  }

  private void replaceLast(ScenarioInfo scenario) throws IOException {
    List<ScenarioInfo> all = new ArrayList<>(info.scenarios());
    all.set(all.size() - 1, scenario);
    info = info.withScenarios(all);
    folder.write(info);
  }

  private void end(Status status, Optional<String> error) {
    if (folder == null) {
      return;
    }
    // from its begin on: the wall clock may have been set meanwhile
    info = info.ended(begun.plusNanos(System.nanoTime() - begunNanos), status, error);
    try {
      folder.write(info);
    } catch (IOException unwritable) {
      terminal.line("bench: " + unwritable.getMessage());
    }
  }

  private static String message(Exception failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return "out of memory (%d MiB of heap): %s"
            .formatted(Runtime.getRuntime().maxMemory() >> 20, OutOfMemory.MENDED_BY);
      }
    }
    return Failures.words(failed);
  }

  private BenchException failed(Exception cause) {
    String message = message(cause);
    end(Status.FAILED, Optional.of(message));
    if (folder != null && (resume.isPresent() || !folder.deleteIfBare() && folder.hasSamples())) {
      terminal.line(
          "what was recorded stays in %s%s"
              .formatted(
                  folder.path(),
                  course.isPresent()
                      ? ""
                      : "; ./jbang bench --resume %s goes on with the rest"
                          .formatted(folder.path())));
    }
    return cause instanceof BenchException bench ? bench : new BenchException(message, cause);
  }

  private void tell(boolean json, boolean withPage) throws BenchException {
    boolean figures = info.scenarios().stream().anyMatch(it -> it.summary().isPresent());
    Optional<Ending> ending = figures ? Optional.of(Ending.of(folder, terminal)) : Optional.empty();
    Optional<Path> page = withPage ? ending.flatMap(Ending::page) : Optional.empty();
    Optional<Findings> findings = ending.flatMap(Ending::findings);
    if (json) {
      TerminalText.print(System.out, RunText.json(folder, info, findings, course));
    } else {
      (course.isPresent()
              ? RunText.steered(folder, info, course.get().lines(), broken)
              : RunText.lines(folder, info, findings, broken))
          .forEach(line -> TerminalText.print(System.out, line));
    }
    page.ifPresent(path -> TerminalText.print(json ? System.err : System.out, "Report: " + path));
  }
}
