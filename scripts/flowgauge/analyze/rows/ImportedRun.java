package flowgauge.analyze.rows;

import flowgauge.record.LoadInfo;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.ServerInfo;
import flowgauge.record.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code run.json} of an import: what the file says, what the user told, and nothing else.
 *
 * @param format of the file, in words
 */
public record ImportedRun(Told told, String format) {
  /** A closed load; the users are those that were told, else these. */
  public StageInfo closed(double seconds, int users, double rampSeconds) {
    int all = told.users().orElse(users);
    return new StageInfo(
        seconds,
        Optional.of(all),
        Optional.of(all / Math.max(1, rampSeconds)),
        Optional.empty(),
        Optional.empty());
  }

  /** Arrivals at a constant rate. */
  public static StageInfo open(double seconds, double perSecond) {
    return new StageInfo(
        seconds,
        Optional.empty(),
        Optional.empty(),
        Optional.of(perSecond),
        Optional.of(perSecond));
  }

  /** What the user told of a load of which the file knows but its length. */
  public StageInfo told(double seconds) {
    return told.ratePerSecond().isPresent()
        ? open(seconds, told.ratePerSecond().get())
        : told.users().isPresent() ? closed(seconds, 1, 0) : unknown(seconds);
  }

  /** A load of which nothing is known but its length. */
  public static StageInfo unknown(double seconds) {
    return new StageInfo(
        seconds, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * A scenario without its figures.
   *
   * @param loadEndUs when no further request was sent, since its start
   * @param endUs when the last one was over
   */
  public ScenarioInfo scenario(
      String name, Instant started, StageInfo stage, long loadEndUs, long endUs) {
    return new ScenarioInfo(
        name,
        server(),
        load(stage),
        started,
        Optional.of(started.plusNanos(endUs * 1_000)),
        Optional.empty(),
        Optional.of(loadEndUs),
        Optional.of(endUs),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A run of one scenario, of whose load the file knows but its length. */
  public RunInfo run(Instant started, long endUs, Summary summary) {
    return run(
        List.of(
            scenario(told.scenario(), started, told(endUs / 1e6), endUs, endUs)
                .withSummary(summary)));
  }

  public RunInfo run(List<ScenarioInfo> scenarios) {
    return new RunInfo(
        RunInfo.SCHEMA,
        told.scenario(),
        RunInfo.TOOL_VERSION,
        Optional.empty(),
        scenarios.get(0).started(),
        scenarios.get(scenarios.size() - 1).ended(),
        RunInfo.Status.COMPLETE,
        Optional.empty(),
        new RunInfo.Host("unknown", 0, 0, "unknown"),
        Map.of("imported", format),
        scenarios,
        Optional.empty(),
        Optional.empty());
  }

  private LoadInfo load(StageInfo stage) {
    return new LoadInfo(
        List.of(stage),
        told.waitMinSeconds(),
        told.waitMaxSeconds(),
        "uniform",
        "per_user",
        Integer.MAX_VALUE,
        Double.NaN,
        Double.NaN,
        0,
        0,
        false,
        0);
  }

  private ServerInfo server() {
    // Threads only mean something to the threaded engine: who tells them means that one.
    Optional<String> engine = told.engine().or(() -> told.threads().map(t -> "wsgi"));
    return new ServerInfo(
        "imported",
        engine,
        Optional.empty(),
        "unknown",
        "unknown",
        told.workers(),
        told.threads(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Double.isNaN(told.serviceSeconds()) ? 0 : told.serviceSeconds(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }
}
