package flowgauge.serve.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import flowgauge.record.ServerInfo;
import flowgauge.scenario.CoreList;
import flowgauge.scenario.Engine;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.ServerSize;
import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.HealthProbe;
import flowgauge.serve.server.PfServe;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.Readiness;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerInfos;
import flowgauge.serve.server.ServerRuntime;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.server.StartedServer;
import flowgauge.serve.setup.Checkout;
import flowgauge.serve.setup.TemporaryFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.testcontainers.containers.Network;

/** Runs pf-serve and the mock API in a container each, in a network of their own. */
public final class DockerRuntime implements ServerRuntime {
  private static final Duration MOCK_START = Duration.ofSeconds(30);

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
      if (scenario.flow().isPresent()) {
        PinnedPackages.forFlows(root, settings.promptflow()); // refused before anything is built
      }
      Images images = new Images(root, settings, client, progress);
      String mockImage = images.mock();
      Optional<String> flowImage =
          scenario.flow().isPresent()
              ? Optional.of(images.flow(scenario.flow().get()))
              : Optional.empty();

      Map<String, String> labels = Leftovers.labels(UUID.randomUUID().toString());
      ContainerMark mark = ContainerMark.set(ContainerMark.folder());
      cleanup.add(() -> remove(client, labels, mark, progress));
      Network network =
          Network.builder().createNetworkCmdModifier(create -> create.withLabels(labels)).build();
      long memory = Confinement.defaultMemoryBytes(client);
      Starting starting =
          new Starting(scenario, limited(settings, memory), memory, network, labels, cleanup);
      Server server = starting.server(mockImage, flowImage, serverLog, mockLog, images);
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

  private static void remove(
      DockerClient client,
      Map<String, String> labels,
      ContainerMark mark,
      Consumer<String> progress) {
    try {
      Leftovers.remove(client, labels);
      mark.clear();
    } catch (RuntimeException failed) {
      progress.accept(
          "%s: this run's containers and network stay until the next bench%s, which removes them"
              .formatted(
                  failed instanceof DockerException
                      ? "the Docker engine refuses (%s)".formatted(failed.getMessage().strip())
                      : "the Docker engine no longer answers",
                  mark.kept() ? "" : " with containers"));
    }
  }

  /** The images that a start needs. */
  private record Images(
      Path root, ServerSettings settings, DockerClient client, Consumer<String> progress) {

    String mock() throws ServeException, InterruptedException {
      return DockerImage.ofMock(root, settings.baseImage()).ensure(client, progress);
    }

    String flow(String flow) throws ServeException, InterruptedException {
      return DockerImage.ofFlow(root, flow, settings.promptflow(), settings.baseImage())
          .ensure(client, progress);
    }

    Map<String, String> versions(boolean flow, String python) throws ServeException {
      PinnedPackages packages =
          flow
              ? PinnedPackages.forFlows(root, settings.promptflow())
              : PinnedPackages.forMock(root);
      Map<String, String> versions = new LinkedHashMap<>();
      versions.put("docker", DockerEngine.version());
      versions.put("base-image", settings.baseImage());
      versions.put("python", python);
      versions.putAll(packages.versions(python));
      return versions;
    }
  }

  /** One start under way. */
  private record Starting(
      Scenario scenario,
      ServerSettings settings,
      long defaultMemoryBytes,
      Network network,
      Map<String, String> labels,
      Cleanup cleanup) {

    private long memoryBytes() {
      return settings.size().memoryBytes().orElse(defaultMemoryBytes);
    }

    /** The load's cores are the driver's machine's. */
    private Optional<CoreList> mockCores() {
      return settings.engineHost().isPresent() && !scenario.mockAlone()
          ? Optional.empty()
          : settings.placement().mock(scenario.mockAlone());
    }

    Server server(
        String mockImage, Optional<String> flowImage, Path serverLog, Path mockLog, Images images)
        throws ServeException, InterruptedException {
      List<String> mockCommand = PfServe.mockCommand("0.0.0.0", StartedContainer.PORT);
      StartedContainer mock =
          StartedContainer.start(
              new ContainerPlan(
                  "the mock API",
                  mockImage,
                  network,
                  mockCommand,
                  PfServe.mockEnvironment(settings.mock()),
                  labels,
                  Optional.empty(),
                  mockCores(),
                  new Confinement(scenario.mockAlone() ? memoryBytes() : defaultMemoryBytes),
                  mockLog,
                  settings.engineHost()),
              cleanup,
              images.progress());
      HealthProbe.await(mock.published().resolve("/health"), MOCK_START, mock::ended);
      mock.log().seal();
      URI mockHere = mock.fromHere();
      Map<String, String> versions = images.versions(flowImage.isPresent(), mock.python());
      if (flowImage.isEmpty()) {
        ServerInfo info =
            ServerInfos.started(
                "docker",
                scenario,
                settings,
                mockHere,
                PfServe.MOCK_KEEP_ALIVE_SECONDS,
                mockCommand);
        return new StartedServer(
            mockHere,
            info,
            Optional.of(mockHere),
            versions,
            List.of(mock.part("mock")),
            mock::ended,
            cleanup);
      }

      Engine engine = scenario.engine().orElseThrow();
      List<String> command =
          PfServe.command(engine, settings.size(), "0.0.0.0:" + StartedContainer.PORT);
      Map<String, String> variables =
          PfServe.environment(engine, settings.size(), mock.inNetwork(), System.getenv());
      StartedContainer served =
          StartedContainer.start(
              new ContainerPlan(
                  "pf-serve",
                  flowImage.get(),
                  network,
                  command,
                  variables,
                  labels,
                  settings.size().cpus(),
                  settings.placement().server(),
                  new Confinement(memoryBytes()),
                  serverLog,
                  settings.engineHost()),
              cleanup,
              images.progress());
      Readiness.await(served.published(), settings, serverLog, served::ended);
      served.log().seal();
      URI base = served.fromHere();
      double keepAlive = PfServe.keepAliveSeconds(engine, settings.size(), variables);
      return new StartedServer(
          base,
          ServerInfos.started("docker", scenario, settings, base, keepAlive, command),
          Optional.of(mockHere),
          versions,
          List.of(served.part("server"), mock.part("mock")),
          () -> served.ended().or(mock::ended),
          cleanup);
    }
  }
}
