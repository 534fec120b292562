package flowgauge.serve;

import flowgauge.record.ServerInfo;
import flowgauge.scenario.HttpUrl;
import flowgauge.scenario.Scenario;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerInfos;
import flowgauge.serve.server.ServerRuntime;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.server.WatchedPart;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** For a server that runs already: nothing is started or stopped. */
final class ExternalRuntime implements ServerRuntime {
  @Override
  public String name() {
    return "external";
  }

  @Override
  public Server start(
      Scenario scenario,
      ServerSettings settings,
      Path serverLog,
      Path mockLog,
      Consumer<String> progress) {
    return new ExternalServer(scenario.url().orElseThrow(), scenario);
  }

  private record ExternalServer(HttpUrl url, Scenario scenario) implements Server {
    @Override
    public URI base() {
      return url.base();
    }

    @Override
    public ServerInfo info() {
      return ServerInfos.external(scenario, url);
    }

    @Override
    public Optional<Long> mockRequests() {
      return Optional.empty();
    }

    @Override
    public Map<String, String> versions() {
      return Map.of();
    }

    @Override
    public List<WatchedPart> parts() {
      return List.of();
    }

    @Override
    public Optional<String> failure() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
