package flowgauge.serve;

import flowgauge.scenario.Scenario;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Placeholder. */
final class DockerRuntime implements ServerRuntime {
  @Override
  public String name() {
    return "docker";
  }

  @Override
  public Server start(
      Scenario scenario,
      ServerSettings settings,
      Path serverLog,
      Path mockLog,
      Consumer<String> progress)
      throws ServeException {
    throw new ServeException("no containers yet");
  }
}
