package flowgauge.serve.server;

import flowgauge.scenario.MockApi;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Startable;
import flowgauge.serve.server.Launcher.Launched;
import flowgauge.serve.server.Launcher.Prepared;
import flowgauge.serve.server.Launcher.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A start, the same in every runtime: all that is needed is made ready, then the mock API is
 * started, then what is measured, where that is not the mock API itself.
 *
 * @param cleanup undoes what was started
 */
public record ServerStart(
    Launcher launcher, Scenario scenario, ServerSettings settings, Cleanup cleanup) {
  private static final Duration MOCK_START = Duration.ofSeconds(30);

  /** Starts it and waits until it answers. */
  public Server server(Path serverLog, Path mockLog) throws ServeException, InterruptedException {
    Startable subject = scenario.startable();
    Prepared measured = launcher.prepare(subject); // first: it may be refused
    if (subject instanceof MockApi) {
      Launched mock = mock(measured, Role.MEASURED, mockLog);
      return started(mock, mock.base(), List.of(mock));
    }
    Launched mock = mock(launcher.prepare(new MockApi()), Role.BESIDE, mockLog);
    URI mockBase = mock.base();
    Launched server = measured.launch(Role.MEASURED, Optional.of(mock.fromOthers()), serverLog);
    Readiness.await(server.probed(), subject, settings, serverLog, server::ended);
    return started(server, mockBase, List.of(server, mock));
  }

  private static Launched mock(Prepared prepared, Role role, Path log)
      throws ServeException, InterruptedException {
    Launched mock = prepared.launch(role, Optional.empty(), log);
    HealthProbe.await(mock.probed().resolve("/health"), MOCK_START, mock::ended);
    return mock;
  }

  private Server started(Launched server, URI mock, List<Launched> all) throws ServeException {
    URI base = server.base();
    return new StartedServer(
        base,
        ServerInfos.started(launcher.runtime(), scenario, settings, base, server),
        Optional.of(mock),
        server.versions(),
        all.stream().map(Launched::part).toList(),
        () -> all.stream().flatMap(each -> each.ended().stream()).findFirst(),
        cleanup);
  }
}
