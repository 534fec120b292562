package flowgauge.serve;

import flowgauge.record.ServerInfo;
import flowgauge.record.ToldInfo;
import flowgauge.scenario.Scenario;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerInfos;
import flowgauge.serve.server.ServerRuntime;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.server.WatchedPart;
import flowgauge.serve.watch.RunningProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** For a server that runs already: nothing is started or stopped, at most watched. */
final class ExternalRuntime implements ServerRuntime {
  private static final int CONNECT_TIMEOUT_MS = 5_000;

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
      Consumer<String> progress)
      throws ServeException {
    URI url = scenario.url().orElseThrow();
    int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    try (Socket socket = new Socket()) {
      InetSocketAddress address = new InetSocketAddress(url.getHost(), port);
      if (address.isUnresolved()) {
        throw new ServeException("no machine is called " + url.getHost() + ": check --url");
      }
      socket.connect(address, CONNECT_TIMEOUT_MS);
    } catch (IOException failed) {
      throw new ServeException(
          "nothing can be reached at %s:%d (%s): start the server, or check --url"
              .formatted(url.getHost(), port, failed.getMessage()),
          failed);
    }
    ToldInfo told = settings.running().told();
    if (told.threads().isPresent() != told.workers().isPresent()
        && !told.engine().equals(Optional.of("asgi"))) {
      progress.accept(
          "--workers and --threads go together: with one alone, how many requests the server works"
              + " on at once stays unknown");
    }
    return new ExternalServer(
        withoutCredentials(url),
        scenario,
        told,
        RunningProcess.parts(settings.running(), port, progress));
  }

  private static URI withoutCredentials(URI url) throws ServeException {
    try {
      return new URI(
          url.getScheme(), null, url.getHost(), url.getPort(), url.getPath(), null, null);
    } catch (URISyntaxException impossible) {
      throw new ServeException("not an address: " + url + ": check --url", impossible);
    }
  }

  private record ExternalServer(URI url, Scenario scenario, ToldInfo told, List<WatchedPart> parts)
      implements Server {
    @Override
    public URI base() {
      return url.resolve("/");
    }

    @Override
    public ServerInfo info() {
      return ServerInfos.external(scenario, url, told);
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
    public Optional<String> failure() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
