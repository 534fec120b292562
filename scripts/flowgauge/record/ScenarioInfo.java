package flowgauge.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One scenario of a run: what was set, and what came out. All that analysis needs to know beside
 * the samples stands here.
 *
 * @param name the scenario's name and its sub-folder's
 * @param server the server under test
 * @param load the load put on it
 * @param started wall clock at the scenario's time zero
 * @param ended wall clock when its last request was over
 * @param clockDriftUs by how much the wall clock moved against the monotonic one, microseconds
 * @param loadEndUs when no further request was sent, microseconds since time zero
 * @param endUs when the drain was over, microseconds since time zero
 * @param stoppedEarly why the load ended before its time
 * @param mockRequests requests that the mock API counted; empty without a mock
 * @param samplesWaited samples that found the writer behind and had to wait
 * @param summary the figures; empty until the scenario is over
 * @param driver the verdict on the driver; empty until the scenario is over
 * @param status where it stands; empty in runs of before this was kept
 * @param broken the conditions of {@code --fail-if} that it broke, in words
 * @param labels the names of its requests, by the numbers that samples have
 */
public record ScenarioInfo(
    String name,
    ServerInfo server,
    LoadInfo load,
    Instant started,
    Optional<Instant> ended,
    Optional<Long> clockDriftUs,
    Optional<Long> loadEndUs,
    Optional<Long> endUs,
    Optional<String> stoppedEarly,
    Optional<Long> mockRequests,
    Optional<Long> samplesWaited,
    Optional<Summary> summary,
    Optional<DriverVerdict> driver,
    Optional<RunInfo.Status> status,
    Optional<List<String>> broken,
    Optional<List<LabelInfo>> labels) {

  /** The same scenario with another server. */
  public ScenarioInfo withServer(ServerInfo next) {
    return with(next, summary, status, broken, labels);
  }

  /** The same scenario with its figures. */
  public ScenarioInfo withSummary(Summary next) {
    return with(server, Optional.of(next), status, broken, labels);
  }

  /** The same scenario with the names of its requests. */
  public ScenarioInfo withLabels(List<LabelInfo> names) {
    return with(server, summary, status, broken, Optional.of(names));
  }

  /** The same scenario, ended. */
  public ScenarioInfo ended(RunInfo.Status how, List<String> brokenConditions) {
    return with(
        server,
        summary,
        Optional.of(how),
        Optional.of(brokenConditions).filter(all -> !all.isEmpty()),
        labels);
  }

  private ScenarioInfo with(
      ServerInfo nextServer,
      Optional<Summary> nextSummary,
      Optional<RunInfo.Status> nextStatus,
      Optional<List<String>> nextBroken,
      Optional<List<LabelInfo>> nextLabels) {
    return new ScenarioInfo(
        name,
        nextServer,
        load,
        started,
        ended,
        clockDriftUs,
        loadEndUs,
        endUs,
        stoppedEarly,
        mockRequests,
        samplesWaited,
        nextSummary,
        driver,
        nextStatus,
        nextBroken,
        nextLabels);
  }
}
