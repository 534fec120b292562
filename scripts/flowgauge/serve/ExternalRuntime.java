package flowgauge.serve;

import flowgauge.record.ToldInfo;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.subject.HttpUrl;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerInfos;
import flowgauge.serve.server.ServerRuntime;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.server.WatchedPart;
import flowgauge.serve.watch.RunningProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** For a server that runs already: nothing is started or stopped, at most watched. */
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
      Consumer<String> progress)
      throws ServeException {
    HttpUrl url = scenario.url().orElseThrow();
    ToldInfo told = settings.running().told();
    if (told.threads().isPresent() != told.workers().isPresent()
        && !told.engine().equals(Optional.of("asgi"))) {
      progress.accept(
          "--workers and --threads go together: with one alone, how many requests the server works"
              + " on at once stays unknown");
    }
    List<WatchedPart> parts = RunningProcess.parts(settings.running(), url.port(), progress);
    return new Server(
        url.base(),
        ServerInfos.external(scenario, url, told),
        Optional.empty(),
        Map.of(),
        parts,
        Optional::empty,
        () -> {});
  }
}
