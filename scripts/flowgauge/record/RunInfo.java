package flowgauge.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code run.json} says about a run. Written when the run starts, after each scenario and at
 * its end, so that an interrupted run still tells what it was. JSON names are in snake case.
 *
 * @param schema version of this form and of the CSV files beside it
 * @param name the run's name, part of its folder's
 * @param toolVersion flowgauge's version
 * @param commit the checkout's commit, with {@code -dirty} where files differ; empty outside one
 * @param started wall clock at the start
 * @param ended wall clock at the end
 * @param status where the run stands
 * @param error why it failed, one line
 * @param host the machine that drove the load
 * @param versions of Java, Docker, Python and the packages, by name
 * @param scenarios in the order in which they ran
 * @param plan what it set out to do; empty in an imported run
 * @param process the process that records it, as {@link ProcessMark} names it; empty once it ended
 */
public record RunInfo(
    int schema,
    String name,
    String toolVersion,
    Optional<String> commit,
    Instant started,
    Optional<Instant> ended,
    Status status,
    Optional<String> error,
    Host host,
    Map<String, String> versions,
    List<ScenarioInfo> scenarios,
    Optional<PlanInfo> plan,
    Optional<String> process) {

  /** flowgauge's own version. */
  public static final String TOOL_VERSION = "0.1.0";

  /** The version that this code writes. */
  public static final int SCHEMA = 1;

  /** Where a run stands. */
  public enum Status {
    /** Under way, or killed without a chance to say so. */
    RUNNING,
    /** All scenarios ran to their end. */
    COMPLETE,
    /** Stopped by the user. */
    INTERRUPTED,
    /** A scenario could not be run. */
    FAILED
  }

  /**
   * The machine.
   *
   * @param cpuModel the CPU's name
   * @param cores logical CPUs that this process may use
   * @param memoryBytes physical memory
   * @param kernel operating system and kernel version
   */
  public record Host(String cpuModel, int cores, long memoryBytes, String kernel) {}

  /** The same run with other scenarios. */
  public RunInfo withScenarios(List<ScenarioInfo> next) {
    return with(ended, status, error, versions, next, process);
  }

  /** The same run with further versions. */
  public RunInfo withVersions(Map<String, String> next) {
    return with(ended, status, error, next, scenarios, process);
  }

  /** The same run, ended. */
  public RunInfo ended(Instant when, Status how, Optional<String> why) {
    return with(Optional.of(when), how, why, versions, scenarios, Optional.empty());
  }

  /** The same run, taken up again by this process. */
  public RunInfo resumed() {
    return with(
        Optional.empty(),
        Status.RUNNING,
        Optional.empty(),
        versions,
        scenarios,
        Optional.of(ProcessMark.own()));
  }

  private RunInfo with(
      Optional<Instant> nextEnded,
      Status nextStatus,
      Optional<String> nextError,
      Map<String, String> nextVersions,
      List<ScenarioInfo> nextScenarios,
      Optional<String> nextProcess) {
    return new RunInfo(
        schema,
        name,
        toolVersion,
        commit,
        started,
        nextEnded,
        nextStatus,
        nextError,
        host,
        nextVersions,
        nextScenarios,
        plan,
        nextProcess);
  }
}
