package flowgauge.serve.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.subject.ServerSize;
import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerRuntime;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.server.ServerStart;
import flowgauge.serve.setup.Checkout;
import flowgauge.serve.setup.TemporaryFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs servers in a container each, in a network of their own. */
public final class DockerRuntime implements ServerRuntime {
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
      throws ServeException, InterruptedException {
    Cleanup cleanup = new Cleanup();
    boolean up = false;
    try {
      Path root = Checkout.root();
      DockerClient client = DockerEngine.client();
      removeAbandoned(client);
      TemporaryFolder.removeAbandoned();
      long memory = Confinement.defaultMemoryBytes(client);
      ServerSettings limited = limited(settings, memory);
      DockerLauncher launcher =
          new DockerLauncher(root, client, limited, memory, cleanup, progress);
      Server server =
          new ServerStart(launcher, scenario, limited, cleanup).server(serverLog, mockLog);
      up = true;
      return server;
    } catch (EngineSilentException silent) {
      throw new ServeException(silent.getMessage(), silent);
    } finally {
      if (!up) {
        cleanup.close();
      }
    }
  }

  private static ServerSettings limited(ServerSettings settings, long memoryBytes) {
    ServerSize size = settings.size();
    return new ServerSettings(
        new ServerSize(
            size.workers(),
            size.threads(),
            size.cpus(),
            Optional.of(size.memoryBytes().orElse(memoryBytes))),
        settings.mock(),
        settings.promptflow(),
        settings.baseImage(),
        settings.startTimeout(),
        settings.running(),
        settings.placement(),
        settings.engineHost());
  }

  private static void removeAbandoned(DockerClient client) {
    try {
      Leftovers.removeAbandoned(client);
    } catch (DockerException kept) {
      // what can't be removed may still let this run start
    }
  }
}
