package flowgauge.serve.docker;

import com.github.dockerjava.api.exception.DockerException;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.subject.MockApi;
import flowgauge.scenario.subject.ServerSize;
import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.Launcher;
import flowgauge.serve.server.MockEngine;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerRuntime;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.server.ServerStart;
import flowgauge.serve.setup.Checkout;
import flowgauge.serve.setup.TemporaryFolder;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs servers in a container each, in a network of their own on each engine. */
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
      EnginePlace place = EnginePlace.of(DockerEngine.usual(), settings.engineHost());
      removeAbandoned(place.engine());
      TemporaryFolder.removeAbandoned();
      long memory = Confinement.defaultMemoryBytes(place.engine());
      ServerSettings limited = limited(settings, memory);
      DockerLauncher launcher = new DockerLauncher(root, place, limited, memory, cleanup, progress);
      Launcher beside = launcher;
      if (settings.mockEngine().isPresent() && !(scenario.subject() instanceof MockApi)) {
        EnginePlace apart = apart(settings.mockEngine().get(), settings.engineHost(), launcher);
        long most = Confinement.defaultMemoryBytes(apart.engine());
        beside = new DockerLauncher(root, apart, limited, most, cleanup, progress);
      }
      Server server =
          new ServerStart(launcher, beside, scenario, limited, cleanup).server(serverLog, mockLog);
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

  private static EnginePlace apart(
      MockEngine mock, Optional<String> server, DockerLauncher launcher) throws ServeException {
    DockerEngine engine = DockerEngine.at(EngineAddress.ofMock(mock.address(), System.getenv()));
    Optional<String> obstacle = engine.obstacle();
    if (obstacle.isPresent()) {
      throw new ServeException("--mock-engine: " + obstacle.get());
    }
    if (launcher.on(engine)) {
      throw new ServeException(
          "--mock-engine: %s is the engine that the server is on: leave it out, or name another"
              .formatted(mock.address()));
    }
    removeAbandoned(engine);
    if (mock.host().isPresent()) {
      return EnginePlace.apart(engine, mock.host(), InetAddress.getLoopbackAddress());
    }
    InetAddress here =
        server.isPresent()
            ? EnginePlace.towards(server.get())
            : launcher
                .here()
                .orElseThrow(
                    () ->
                        new ServeException(
                            "--mock-engine: the server's containers reach no address of this"
                                + " machine's: put the mock API on another, or leave it out"));
    return EnginePlace.apart(engine, mock.host(), here);
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
        settings.engineHost(),
        settings.mockEngine());
  }

  private static void removeAbandoned(DockerEngine engine) throws ServeException {
    try {
      Leftovers.removeAbandoned(engine);
    } catch (DockerException kept) {
      // what can't be removed may still let this run start
    }
  }
}
