package flowgauge.serve.docker;

import com.github.dockerjava.api.command.CreateNetworkCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import flowgauge.scenario.CoreList;
import flowgauge.scenario.subject.Startable;
import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.Launcher;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Starts servers in containers, all in one network, which is made for the first. */
final class DockerLauncher implements Launcher {
  private final Path root;
  private final EnginePlace place;
  private final ServerSettings settings;
  private final long defaultMemoryBytes;
  private final Cleanup cleanup;
  private final Consumer<String> progress;
  private final Map<String, String> labels = Leftovers.labels(UUID.randomUUID().toString());
  private String network;

  /**
   * For one start.
   *
   * @param root the checkout
   * @param place where they go
   * @param settings with the memory that the measured server may use
   * @param defaultMemoryBytes what others may use
   */
  DockerLauncher(
      Path root,
      EnginePlace place,
      ServerSettings settings,
      long defaultMemoryBytes,
      Cleanup cleanup,
      Consumer<String> progress) {
    this.root = root;
    this.place = place;
    this.settings = settings;
    this.defaultMemoryBytes = defaultMemoryBytes;
    this.cleanup = cleanup;
    this.progress = progress;
  }

  @Override
  public String runtime() {
    return "docker";
  }

  @Override
  public Prepared prepare(Startable subject) throws ServeException, InterruptedException {
    PinnedPackages packages = PinnedPackages.of(root, subject, settings.promptflow());
    String image = DockerImage.of(root, subject, settings).ensure(place.engine(), progress);
    return (role, around, log) -> {
      List<String> command = subject.command(settings.size(), "0.0.0.0", StartedContainer.PORT);
      Map<String, String> variables = subject.variables(settings.size(), around);
      boolean measured = role == Role.MEASURED;
      ContainerPlan plan =
          new ContainerPlan(
              subject.title(),
              image,
              network(),
              command,
              only(variables, name -> !subject.secret(name)),
              only(variables, subject::secret),
              labels,
              measured ? settings.size().cpus() : Optional.empty(),
              cores(measured),
              new Confinement(
                  measured
                      ? settings.size().memoryBytes().orElse(defaultMemoryBytes)
                      : defaultMemoryBytes),
              log,
              place);
      StartedContainer container = StartedContainer.start(plan, cleanup, progress);
      return new LaunchedContainer(
          subject, container, settings.baseImage(), packages, command, variables);
    };
  }

  private static Map<String, String> only(Map<String, String> all, Predicate<String> names) {
    Map<String, String> some = new TreeMap<>(all);
    some.keySet().removeIf(names.negate());
    return some;
  }

  @Override
  public Optional<InetAddress> here() throws ServeException {
    if (place.host().isPresent()) {
      return Optional.empty();
    }
    DockerEngine engine = place.engine();
    return engine
        .ask(engine.client().inspectNetworkCmd().withNetworkId(network())::exec)
        .getIpam()
        .getConfig()
        .stream()
        .flatMap(config -> Optional.ofNullable(config.getGateway()).stream())
        .flatMap(gateway -> ofThisMachine(gateway).stream())
        .findFirst();
  }

  private static Optional<InetAddress> ofThisMachine(String gateway) {
    try {
      InetAddress address = InetAddress.getByName(gateway);
      return Optional.ofNullable(NetworkInterface.getByInetAddress(address)).map(any -> address);
    } catch (IOException elsewhere) {
      return Optional.empty();
    }
  }

  /** Whether an engine is the one that they go to, whatever its address: it has their network. */
  boolean on(DockerEngine other) throws ServeException {
    try {
      other.run(other.client().inspectNetworkCmd().withNetworkId(network())::exec);
      return true;
    } catch (NotFoundException another) {
      return false;
    }
  }

  /** The load's cores are the driver's machine's. */
  private Optional<CoreList> cores(boolean measured) {
    return !measured && place.host().isPresent()
        ? Optional.empty()
        : settings.placement().cores(measured);
  }

  private String network() throws ServeException {
    if (network == null) {
      ContainerMark mark = ContainerMark.set(ContainerMark.folder(), place.engine().named());
      cleanup.add(() -> remove(mark));
      CreateNetworkCmd create =
          place
              .engine()
              .client()
              .createNetworkCmd()
              .withName(labels.get(Leftovers.START))
              .withLabels(labels);
      network = place.engine().ask(create::exec).getId();
    }
    return network;
  }

  private void remove(ContainerMark mark) {
    try {
      Leftovers.remove(place.engine(), labels);
      mark.clear();
    } catch (ServeException | RuntimeException failed) {
      progress.accept(
          "%s: this run's containers and network stay until the next bench%s, which removes them"
              .formatted(
                  failed instanceof DockerException
                      ? "%s refuses (%s)".formatted(place.engine(), failed.getMessage().strip())
                      : place.engine() + " no longer answers",
                  mark.kept() ? "" : " with containers"));
    }
  }
}
