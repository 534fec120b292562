package flowgauge.bench;

import flowgauge.bench.options.Contradictions;
import flowgauge.bench.plan.BenchException;
import flowgauge.bench.plan.BenchPlan;
import flowgauge.bench.plan.Plans;
import flowgauge.command.TerminalText;
import flowgauge.record.PlanInfo;
import flowgauge.record.PlanInfo.EndpointInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunInfo.Status;
import flowgauge.record.RunNames;
import flowgauge.record.ScenarioInfo;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.subject.ServerVariables;
import flowgauge.serve.server.MockEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import picocli.CommandLine;

/**
 * A run that was stopped and is taken up again, by the plan in its {@code run.json}. A scenario
 * that ran to its end stays as it is. One that did not is run anew, as a whole; what was recorded
 * of it is moved into a run's folder of its own ({@code interrupted-1}), so that samples of two
 * servers never stand in one file.
 */
public record Resume(RunFolder folder, RunInfo info) {

  /**
   * Opens a run.
   *
   * @param run a folder, or a name below {@code datasets/runs}
   * @throws BenchException if there is no such run, it is still under way, or it has no plan
   */
  public static Resume of(String run) throws BenchException {
    try {
      RunFolder folder = RunNames.find(run);
      RunInfo info = folder.read();
      if (info.status() == Status.RUNNING) {
        throw new BenchException(
            "%s is still under way%s: wait for its end, or stop it"
                .formatted(
                    folder.path(),
                    info.process()
                        .map(mark -> " (process " + mark.split("/")[1] + ")")
                        .orElse("")));
      }
      if (info.status() != Status.COMPLETE && info.plan().isEmpty()) {
        throw new BenchException(
            folder.path() + " says nothing of its plan, so it can't be gone on with: run it anew");
      }
      if (Files.exists(folder.capacity())) {
        throw new BenchException(
            folder.path() + " is a search for capacity, which is begun anew: ./jbang capacity");
      }
      return new Resume(folder, info);
    } catch (IOException unreadable) {
      throw new BenchException(unreadable.getMessage(), unreadable);
    }
  }

  /** Whether nothing is left to do. */
  public boolean complete() {
    return info.status() == Status.COMPLETE;
  }

  /** The endpoint that the run measures; empty where flowgauge starts the server. */
  public Optional<EndpointInfo> endpoint() {
    return info.plan().flatMap(PlanInfo::endpoint);
  }

  /**
   * The run's own plan.
   *
   * @param line with the options that were given
   * @param given the plan that they make
   * @throws CommandLine.ParameterException if an option contradicts the run
   */
  public BenchPlan plan(CommandLine line, BenchPlan given) throws BenchException {
    PlanInfo kept = info.plan().orElseThrow();
    List<Scenario> theirs = given.scenarios().stream().filter(Resume::keptNowhere).toList();
    if (kept.endpoint().isEmpty() && theirs.stream().anyMatch(s -> s.url().isPresent())) {
      throw new CommandLine.ParameterException(line, "--url contradicts the run: leave it out");
    }
    BenchPlan own = Plans.plan(info, kept, theirs, given.settings().running(), given.report());
    Contradictions.check(line, given, own);
    if (!own.settings().engineHost().equals(given.settings().engineHost())) {
      throw new BenchException(
          "the run's server was on %s: set DOCKER_HOST, and --allow-remote, as it began"
              .formatted(own.settings().engineHost().orElse("this machine")));
    }
    if (!own.settings().mockEngine().equals(given.settings().mockEngine())) {
      throw new BenchException(
          "the run's mock API was on %s: give --mock-engine, and --allow-remote, as it began"
              .formatted(
                  own.settings()
                      .mockEngine()
                      .map(MockEngine::address)
                      .orElse("the server's engine")));
    }
    List<String> variables = List.copyOf(ServerVariables.of(System.getenv()).keySet());
    if (kept.endpoint().isEmpty() && !variables.equals(kept.variables())) {
      TreeSet<String> differing = new TreeSet<>(kept.variables());
      variables.forEach(differing::remove);
      boolean lacking = !differing.isEmpty();
      if (!lacking) {
        differing.addAll(variables);
        differing.removeAll(kept.variables());
      }
      throw new BenchException(
          "%s %s as the run began: %s it again"
              .formatted(
                  String.join(", ", differing),
                  lacking ? "was set" : "was not set",
                  lacking ? "set" : "unset"));
    }
    return own;
  }

  private static boolean keptNowhere(Scenario scenario) {
    return scenario.url().isPresent() || scenario.startable().own().isPresent();
  }

  /** Those of the plan's scenarios that did not run to their end. */
  List<Scenario> left(List<Scenario> planned) {
    return planned.stream().filter(scenario -> recorded(scenario.name(), true).isEmpty()).toList();
  }

  private Optional<ScenarioInfo> recorded(String name, boolean complete) {
    return info.scenarios().stream()
        .filter(it -> it.name().equals(name))
        .filter(it -> !complete || it.status().equals(Optional.of(Status.COMPLETE)))
        .findFirst();
  }

  /** Moves what was recorded of the scenarios that are left aside; the run as it goes on. */
  RunInfo begin(List<Scenario> left, Consumer<String> progress) throws IOException {
    List<ScenarioInfo> kept = new ArrayList<>(info.scenarios());
    for (Scenario scenario : left) {
      Optional<ScenarioInfo> partial = recorded(scenario.name(), false);
      partial.ifPresent(kept::remove);
      folder
          .setAside(scenario.name(), info.withScenarios(partial.stream().toList()))
          .ifPresent(
              aside ->
                  progress.accept(
                      "%s did not run to its end: what was recorded is now in %s"
                          .formatted(scenario.name(), aside)));
    }
    RunInfo next = info.withScenarios(kept).resumed();
    folder.write(next);
    return next;
  }

  /** Says that the run is complete; the exit code for it. */
  public int nothingToDo(boolean json) throws BenchException {
    TerminalText.print(System.err, "nothing to do: " + folder.path() + " is complete");
    if (json) {
      TerminalText.print(
          System.out,
          RunText.json(
              folder, info, Ending.of(folder, new Terminal()).findings(), Optional.empty()));
    }
    return 0;
  }
}
