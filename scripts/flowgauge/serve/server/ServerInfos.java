package flowgauge.serve.server;

import flowgauge.record.ServerInfo;
import flowgauge.record.ToldInfo;
import flowgauge.scenario.Engine;
import flowgauge.scenario.MockSettings;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.ServerSize;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts together what {@code run.json} says of a server. */
public final class ServerInfos {
  private ServerInfos() {}

  /** A server that flowgauge started. */
  public static ServerInfo started(
      String runtime,
      Scenario scenario,
      ServerSettings settings,
      URI base,
      double keepAliveSeconds,
      List<String> command) {
    Optional<Engine> engine = scenario.engine();
    ServerSize size = settings.size();
    MockSettings mock = settings.mock();
    return new ServerInfo(
        runtime,
        engine.map(e -> e.name().toLowerCase(Locale.ROOT)),
        scenario.flow(),
        base.resolve(scenario.target().path()).toString(),
        scenario.target().method(),
        engine.map(e -> size.workers()),
        engine.map(e -> size.threads()),
        size.cpus(),
        size.memoryBytes(),
        Optional.of(keepAliveSeconds),
        engine.map(e -> settings.promptflow()),
        scenario.times().fanOutSeconds(),
        Optional.of(mock.minSeconds()),
        Optional.of(mock.maxSeconds()),
        scenario.times().nodePointer(),
        scenario.times().backendPointer(),
        command);
  }

  /** A server that ran already: nothing is known of it but how it is asked and what is told. */
  public static ServerInfo external(Scenario scenario, URI url, ToldInfo told) {
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
            List.of());
    return told.into(unknown);
  }
}
