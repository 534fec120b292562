package flowgauge.serve.server;

import flowgauge.record.ServerInfo;
import flowgauge.record.ToldInfo;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.subject.Engine;
import flowgauge.scenario.subject.HttpUrl;
import flowgauge.scenario.subject.MockSettings;
import flowgauge.scenario.subject.ServerSize;
import flowgauge.scenario.subject.Startable;
import flowgauge.serve.server.Launcher.Launched;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts together what {@code run.json} says of a server. */
public final class ServerInfos {
  private ServerInfos() {}

  /** A server that flowgauge started. */
  public static ServerInfo started(
      String runtime, Scenario scenario, ServerSettings settings, URI base, Launched server) {
    Startable subject = scenario.startable();
    Optional<Engine> engine = subject.engine();
    ServerSize size = settings.size();
    MockSettings mock = settings.mock();
    return new ServerInfo(
        runtime,
        engine.map(e -> e.name().toLowerCase(Locale.ROOT)),
        subject.flow(),
        base.resolve(scenario.target().path()).toString(),
        scenario.target().method(),
        engine.map(e -> size.workers()),
        engine.map(e -> size.threads()),
        size.cpus(),
        size.memoryBytes(),
        Optional.of(subject.keepAliveSeconds(size, server.variables())),
        subject.flow().map(flow -> settings.promptflow()),
        scenario.times().fanOutSeconds(),
        Optional.of(mock.minSeconds()).filter(wait -> subject.callsMock()),
        Optional.of(mock.maxSeconds()).filter(wait -> subject.callsMock()),
        scenario.times().nodePointer(),
        scenario.times().backendPointer(),
        server.command(),
        Optional.empty());
  }

  /** A server that ran already: nothing is known of it but how it is asked and what is told. */
  public static ServerInfo external(Scenario scenario, HttpUrl url, ToldInfo told) {
    ServerInfo unknown =
        new ServerInfo(
            "external",
            Optional.empty(),
            Optional.empty(),
            url.toString(),
            scenario.target().method(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            scenario.times().fanOutSeconds(),
            Optional.empty(),
            Optional.empty(),
            scenario.times().nodePointer(),
            scenario.times().backendPointer(),
            List.of(),
            Optional.empty());
    return unknown.told(told);
  }
}
