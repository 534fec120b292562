package flowgauge.serve.server;

import flowgauge.scenario.Scenario;
import flowgauge.scenario.subject.MockApi;
import flowgauge.scenario.subject.Startable;
import flowgauge.scenario.subject.Surroundings;
import flowgauge.serve.server.Launcher.Launched;
import flowgauge.serve.server.Launcher.Prepared;
import flowgauge.serve.server.Launcher.Role;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A start, the same in every runtime: all that is needed is made ready, then the mock API is
 * started, then what is measured, where that is not the mock API itself.
 *
 * @param launcher of what is measured
 * @param beside of the mock API beside it; the same where both run in one place
 * @param cleanup undoes what was started
 */
public record ServerStart(
    Launcher launcher,
    Launcher beside,
    Scenario scenario,
    ServerSettings settings,
    Cleanup cleanup) {
  private static final Duration MOCK_START = Duration.ofSeconds(30);

  /** Starts it and waits until it answers. */
  public Server server(Path serverLog, Path mockLog) throws ServeException, InterruptedException {
    Startable subject = scenario.startable();
    Prepared measured = launcher.prepare(subject); // first: it may be refused
    if (subject instanceof MockApi) {
      Launched mock = mock(measured, Role.MEASURED, mockLog);
      URI base = mock.base();
      return started(
          mock, base, Optional.of(base).filter(asked -> subject.callsMock()), List.of(mock));
    }
    Launched mock = mock(beside.prepare(MockApi.BESIDE), Role.BESIDE, mockLog);
    URI mockBase = mock.base();
    Optional<ConnectionSource> connections = connections(subject, mock.fromOthers());
    Surroundings around =
        around(Optional.of(mock.fromOthers()), connections.map(ConnectionSource::address));
    Launched server = measured.launch(Role.MEASURED, around, serverLog);
    try {
      Readiness.await(server.probed(), subject, settings, serverLog, server::ended);
    } catch (ServeException failed) {
      throw advised(subject, connections, failed);
    }
    if (launcher != beside && !server.reaches(mock.fromOthers())) {
      throw new ServeException(
          "the server can't reach the mock API at %s: let its machine through to that one's ports"
              .formatted(mock.fromOthers()));
    }
    return started(
        server,
        server.base(),
        Optional.of(mockBase).filter(called -> subject.callsMock()),
        List.of(server, mock));
  }

  private Surroundings around(Optional<URI> mock, Optional<URI> connections) {
    return new Surroundings(settings.mock(), mock, connections, System.getenv());
  }

  private Launched mock(Prepared prepared, Role role, Path log)
      throws ServeException, InterruptedException {
    Launched mock = prepared.launch(role, around(Optional.empty(), Optional.empty()), log);
    HealthProbe.await(mock.probed().resolve("/health"), MOCK_START, mock::ended);
    return mock;
  }

  private Optional<ConnectionSource> connections(Startable subject, URI mock)
      throws ServeException {
    Optional<InetAddress> here = launcher.here();
    if (subject.own().isEmpty() || here.isEmpty() && subject.connections().isEmpty()) {
      return Optional.empty();
    }
    if (here.isEmpty()) {
      throw new ServeException(
          "connections can't reach a server whose Docker engine is not on this machine: use"
              + " --runtime process");
    }
    ConnectionSource source =
        new ConnectionSource(here.get(), name -> connection(subject, name, mock));
    cleanup.add(source::close);
    return Optional.of(source);
  }

  private Optional<String> connection(Startable subject, String name, URI mock) {
    return Optional.ofNullable(subject.connections().get(name))
        .or(
            () ->
                settings.mock().model().given() && subject.flow().isPresent()
                    ? Optional.of(subject.modelConnection(name, mock))
                    : Optional.empty());
  }

  private static ServeException advised(
      Startable subject, Optional<ConnectionSource> connections, ServeException failed) {
    List<String> missed =
        connections.stream().flatMap(source -> source.missed().stream()).sorted().toList();
    if (!missed.isEmpty()) {
      return new ServeException(
          "%s wants the connection %s: give it with --connection FILE (%s)"
              .formatted(subject.name(), String.join(", ", missed), failed.getMessage()),
          failed);
    }
    String advice = subject.advice(failed.getMessage());
    return advice.isEmpty() ? failed : new ServeException(failed.getMessage() + advice, failed);
  }

  private Server started(Launched server, URI base, Optional<URI> mock, List<Launched> all)
      throws ServeException {
    return new Server(
        base,
        ServerInfos.started(launcher.runtime(), scenario, settings, base, server),
        mock,
        server.versions(),
        all.stream().map(Launched::part).toList(),
        () -> all.stream().flatMap(each -> each.ended().stream()).findFirst(),
        cleanup::close);
  }
}
