package flowgauge.serve;

import flowgauge.scenario.Scenario;
import flowgauge.serve.docker.DockerEngine;
import flowgauge.serve.docker.DockerRuntime;
import flowgauge.serve.process.ProcessRuntime;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.ServerRuntime;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Which runtime the user asks for. */
public enum RuntimeChoice {
  /** Docker where an engine answers within 2 s, else processes. */
  AUTO,
  DOCKER,
  PROCESS;

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The runtime for a scenario; one that only asks a server that runs already gets one that starts
   * nothing.
   *
   * @param progress takes the line that says what {@link #AUTO} chose and why
   */
  public ServerRuntime runtime(Scenario scenario, Consumer<String> progress) throws ServeException {
    if (scenario.url().isPresent()) {
      return new ExternalRuntime();
    }
    if (this == PROCESS) {
      return new ProcessRuntime();
    }
    Optional<String> obstacle = DockerEngine.usual().obstacle();
    if (obstacle.isEmpty()) {
      if (this == AUTO) {
        progress.accept("runtime: docker (an engine answers)");
      }
      return new DockerRuntime();
    }
    if (this == DOCKER) {
      throw new ServeException(
          obstacle.get() + ": start a Docker engine, or use --runtime process");
    }
    progress.accept("runtime: process (" + obstacle.get() + ")");
    return new ProcessRuntime();
  }
}
