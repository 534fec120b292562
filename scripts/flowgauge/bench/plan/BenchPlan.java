package flowgauge.bench.plan;

import flowgauge.record.sample.Condition;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.Scenario;
import flowgauge.serve.RuntimeChoice;
import flowgauge.serve.server.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run is to do, all choices made.
 *
 * @param name of the run
 * @param scenarios one after the other
 * @param runtime what starts the servers
 * @param settings of each server
 * @param load on each server
 * @param baseline how long each server is asked one request at a time first: zero for not at all,
 *     empty for a length that follows its response time
 * @param out the run's folder; empty for a new one below {@code datasets/runs}
 * @param compressed whether samples are written compressed
 * @param sampleEvery between two looks at the server's resources
 * @param stopWhen ends a scenario's load early
 * @param failIf makes the run end with exit code 3
 * @param report whether {@code report.html} is written at the end
 */
public record BenchPlan(
    String name,
    List<Scenario> scenarios,
    RuntimeChoice runtime,
    ServerSettings settings,
    LoadProfile load,
    Optional<Duration> baseline,
    Optional<Path> out,
    boolean compressed,
    Duration sampleEvery,
    List<Condition> stopWhen,
    List<Condition> failIf,
    boolean report) {}
