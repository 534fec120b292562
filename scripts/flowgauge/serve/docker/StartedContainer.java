package flowgauge.serve.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Frame;
import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.HealthProbe;
import flowgauge.serve.server.LogBound;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.ServerLog;
import flowgauge.serve.server.WatchedPart;
import flowgauge.serve.watch.Proc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;

/**
 * A container that serves HTTP on its port 8080, published on one address only, and confined.
 *
 * @param container Testcontainers' view of it
 * @param title for people
 * @param log what it prints
 * @param process its first, where that runs on this machine; then it can be watched past the engine
 * @param place where it runs
 */
record StartedContainer(
    GenericContainer<?> container,
    String title,
    LogFile log,
    Optional<ProcessHandle> process,
    EnginePlace place) {
  /** In the container, as in PromptFlow's own image. */
  static final int PORT = 8080;

  private static final int KILL = 9;

  /** What an engine says that does not see this machine's files. */
  private static final Pattern NO_MOUNT =
      Pattern.compile("bind source path does not exist|[Mm]ounts denied|invalid mount config");

  /** What one says whose kernel does not have a setting, or not for each network (before 4.16). */
  private static final Pattern NO_SETTING = Pattern.compile("/proc/sys/|sysctl");

  /** A server under load may be slow. */
  private static final Duration LAST_PROBE = Duration.ofSeconds(5);

  private static final Duration DIRECT_PROBE = Duration.ofSeconds(1);

  /**
   * Creates and starts one; it is removed by the clean-up.
   *
   * @param progress takes what is to be said while it runs
   */
  static StartedContainer start(ContainerPlan plan, Cleanup cleanup, Consumer<String> progress)
      throws ServeException {
    LogFile log = LogFile.open(plan.log());
    cleanup.add(log::close);
    cleanup.add(LogBound.watch(plan.log(), progress)::close);
    boolean mounted = plan.place().host().isEmpty();
    boolean reusing = true;
    while (true) {
      try {
        return started(plan, log, mounted, reusing, cleanup);
      } catch (RuntimeException failed) {
        String why = cause(failed);
        if (mounted && NO_MOUNT.matcher(why).find()) {
          mounted = false;
        } else if (reusing && NO_SETTING.matcher(why).find()) {
          reusing = false;
          progress.accept(
              plan.title()
                  + ": this engine's kernel can't let it reuse ports (net.ipv4.tcp_tw_reuse): more"
                  + " than 235 connections a second to one backend take CPU of their own");
        } else {
          throw refused(plan, why, failed);
        }
      }
    }
  }

  private static StartedContainer started(
      ContainerPlan plan, LogFile log, boolean mounted, boolean reusing, Cleanup cleanup)
      throws ServeException {
    DockerEngine engine = plan.place().engine();
    GenericContainer<?> container = plan.container(log, mounted, reusing);
    cleanup.add(() -> remove(engine, container));
    engine.run(container::start);
    if (!plan.secret().isEmpty()) {
      hand(plan, container.getContainerId(), cleanup);
    }
    return new StartedContainer(container, plan.title(), log, process(container), plan.place());
  }

  /** Testcontainers' own way leads to one engine only. */
  private static void remove(DockerEngine engine, GenericContainer<?> container) {
    if (container.getContainerId() != null) {
      Leftovers.removeContainer(engine, container.getDockerClient(), container.getContainerId());
    }
  }

  /** By its input, which no engine keeps: variables that are set as it is made are in a file. */
  private static void hand(ContainerPlan plan, String container, Cleanup cleanup)
      throws ServeException {
    ResultCallback.Adapter<Frame> attached =
        plan.place()
            .engine()
            .client()
            .attachContainerCmd(container)
            .withStdIn(new ByteArrayInputStream(plan.secretLines()))
            .withFollowStream(true)
            .exec(new ResultCallback.Adapter<>());
    cleanup.add(
        () -> {
          try {
            attached.close();
          } catch (IOException gone) {
            // with its container
          }
        });
  }

  private static String cause(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static ServeException refused(ContainerPlan plan, String why, Throwable failed) {
    return new ServeException(
        "can't start the container of %s: %s".formatted(plan.title(), why), failed);
  }

  URI inNetwork() {
    String address =
        container.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
            .map(ContainerNetwork::getIpAddress)
            .findFirst()
            .orElseThrow();
    return URI.create("http://" + address + ":" + PORT + "/");
  }

  /**
   * Where this machine reaches it: straight at its address in the engine's network where that works
   * (Linux), as the published port leads through a proxy process of the engine's that accepts
   * whatever the server does and closes at its own time; else the published port.
   */
  URI fromHere() {
    if (place.host().isPresent() || place.apart()) {
      return published(); // its network's addresses mean others here
    }
    URI direct = inNetwork();
    return HealthProbe.answers(direct.resolve("/health"), DIRECT_PROBE) ? direct : published();
  }

  /** Where other servers reach it. */
  URI fromOthers() {
    return place.apart() ? at(place.inUrl()) : inNetwork();
  }

  URI published() {
    return at(place.host().orElse(place.inUrl()));
  }

  private URI at(String host) {
    return URI.create("http://" + host + ":" + container.getMappedPort(PORT) + "/");
  }

  /** A number alone may be another process's: the engine's may run in a machine of their own. */
  private static Optional<ProcessHandle> process(GenericContainer<?> container) {
    long pid = container.getContainerInfo().getState().getPidLong();
    return new Proc().read("/proc/" + pid + "/cgroup").contains(container.getContainerId())
        ? ProcessHandle.of(pid)
        : Optional.empty();
  }

  /** Why it no longer runs; empty while it does. */
  Optional<String> ended() {
    if (process.filter(ProcessHandle::isAlive).isPresent()) {
      return Optional.empty();
    }
    try {
      if (place.engine().ask(container::isRunning)) {
        return Optional.empty();
      }
    } catch (RuntimeException unanswered) {
      // an engine can go and leave its containers running: then the server is measured on
      return process.isEmpty() && answers()
          ? Optional.empty()
          : Optional.of(
              title
                  + (process.isPresent() ? " ended" : " can't be reached")
                  + ": %s no longer answers; start it again".formatted(place.engine()));
    }
    return Optional.of(why());
  }

  private boolean answers() {
    return HealthProbe.answers(published().resolve("/health"), LAST_PROBE);
  }

  private String why() {
    try {
      InspectContainerResponse.ContainerState state =
          place.engine().ask(container::getCurrentContainerInfo).getState();
      long code = Objects.requireNonNullElse(state.getExitCodeLong(), 0L);
      if (Boolean.TRUE.equals(state.getOOMKilled()) && code == 128 + KILL) {
        return "%s was killed: its container had used up its memory (all it printed: %s)"
            .formatted(title, log.path());
      }
      if (code > 128) {
        return ServerLog.killed(title, (int) code - 128, log.path());
      }
    } catch (RuntimeException gone) {
      // the container itself is; its log is not
    }
    return ServerLog.ended(title, log.path());
  }

  /** The version of its Python, such as {@code 3.11.2}. */
  String python() throws ServeException {
    return asked("-c", "import platform; print(platform.python_version())");
  }

  /** Its packages, as {@code pip list --format=freeze} prints them. */
  List<String> installed() throws ServeException {
    return asked("-m", "pip", "list", "--format=freeze", "--disable-pip-version-check")
        .lines()
        .toList();
  }

  /** Whether it gets an answer from a server's published port. */
  boolean reaches(URI server) {
    String ask =
        "import http.client as c, sys; h = c.HTTPConnection(sys.argv[1], timeout=5);"
            + " h.request('GET', '/health'); h.getresponse()";
    return place
            .engine()
            .ask(() -> container.execInContainer("python3", "-c", ask, server.getAuthority()))
            .getExitCode()
        == 0;
  }

  private String asked(String... arguments) throws ServeException {
    String[] command =
        Stream.concat(Stream.of("python3"), Stream.of(arguments)).toArray(String[]::new);
    try {
      return place.engine().ask(() -> container.execInContainer(command).getStdout().strip());
    } catch (EngineSilentException silent) {
      throw silent;
    } catch (RuntimeException failed) {
      throw new ServeException("can't ask %s for its Python".formatted(title), failed);
    }
  }

  /** It as something that can be watched. */
  WatchedPart part(String name) {
    long pid = process.map(ProcessHandle::pid).orElse(WatchedPart.ELSEWHERE);
    String id = container.getContainerId();
    return new WatchedPart(
        name, pid, PORT, Optional.of(id), () -> EngineProbe.of(place.engine(), id));
  }
}
