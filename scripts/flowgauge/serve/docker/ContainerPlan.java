package flowgauge.serve.docker;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import flowgauge.scenario.CoreList;
import flowgauge.serve.server.HealthProbe;
import flowgauge.serve.server.ServeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/**
 * A container to be.
 *
 * @param title for people
 * @param network its id
 * @param environment its variables but for those that are secret
 * @param secret variables that reach it past the engine's own files
 * @param cpus limit in cores
 * @param cores the only ones that it may use; empty for any
 * @param log what it prints, a file of this machine's
 * @param place where it runs
 */
record ContainerPlan(
    String title,
    String image,
    String network,
    List<String> command,
    Map<String, String> environment,
    Map<String, String> secret,
    Map<String, String> labels,
    Optional<Double> cpus,
    Optional<CoreList> cores,
    Confinement confinement,
    Path log,
    EnginePlace place) {

  /** In the container: where the log is mounted. */
  private static final String LOG = "/flowgauge.log";

  /**
   * Sends what a command prints to the log itself where that is mounted and can be written, else to
   * the engine. The engine copies every line through a pipe, into JSON and out again, which under
   * load cost half a core of two.
   */
  private static final String TO_LOG =
      "if [ -w \"$0\" ]; then exec \"$@\" >>\"$0\" 2>&1; else exec \"$@\"; fi";

  /** Ahead of it: takes variables from its input, one a line, until an empty one. */
  private static final String TAKE_VARIABLES =
      "while IFS= read -r line && [ -n \"$line\" ]; do"
          + " export \"$(printf %s \"$line\" | base64 -d)\"; done; exec </dev/null; ";

  /** Leaves that to {@link HealthProbe}, which knows where the container can be reached. */
  private static final WaitStrategy NO_WAIT =
      new AbstractWaitStrategy() {
        @Override
        protected void waitUntilReady() {}
      };

  /**
   * Lets a connection take a port whose last one ended a second ago, as the kernel does on
   * loopback. Else a server that opens one for each call finds the 14,000 ports that are tried
   * first taken within a minute at 235 calls a second, searches long for each further one, and has
   * none left at 470 (Linux, Documentation/networking/ip-sysctl.rst, tcp_tw_reuse).
   */
  private static final Map<String, String> PORTS_AS_ON_LOOPBACK =
      Map.of("net.ipv4.tcp_tw_reuse", "1");

  /** Bounds what an engine keeps of what comes through it. */
  private static final LogConfig ENGINES_LOG =
      new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "64m", "max-file", "2"));

  /**
   * Testcontainers' view of it, not started.
   *
   * @param output takes what comes through the engine
   * @param mounted whether the log is mounted
   * @param reusing whether it takes ports again as loopback does
   */
  GenericContainer<?> container(LogFile output, boolean mounted, boolean reusing)
      throws ServeException {
    String script = (secret.isEmpty() ? "" : TAKE_VARIABLES) + TO_LOG;
    List<String> whole = new ArrayList<>(List.of("sh", "-c", script, LOG));
    whole.addAll(command);
    return new EngineContainer(place.engine().client(), image)
        .withNetworkMode(network)
        .withExposedPorts(StartedContainer.PORT)
        .withCommand(whole.toArray(String[]::new))
        .withEnv(environment)
        .withLabels(labels)
        .withLogConsumer(output)
        .waitingFor(NO_WAIT)
        .withCreateContainerCmdModifier(
            create -> {
              create.withStdinOpen(!secret.isEmpty());
              configure(create.getHostConfig(), mounted, reusing);
            });
  }

  /** The secret variables as what it runs first reads them. */
  byte[] secretLines() {
    StringBuilder lines = new StringBuilder();
    secret.forEach(
        (name, value) ->
            lines
                .append(
                    Base64.getEncoder()
                        .encodeToString((name + "=" + value).getBytes(StandardCharsets.UTF_8)))
                .append('\n'));
    return lines.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void configure(HostConfig host, boolean mounted, boolean reusing) {
    host.withPortBindings(
        new PortBinding(
            Ports.Binding.bindIp(place.published().getHostAddress()),
            ExposedPort.tcp(StartedContainer.PORT)));
    cpus.ifPresent(cores -> host.withNanoCPUs(Math.round(cores * 1_000_000_000L)));
    cores.ifPresent(only -> host.withCpusetCpus(only.toString()));
    confinement.confine(host);
    host.withLogConfig(ENGINES_LOG);
    if (reusing) {
      host.withSysctls(PORTS_AS_ON_LOOPBACK);
    }
    if (mounted) {
      // not a bind by name, which makes a folder where there is no such file
      host.withMounts(
          List.of(
              new Mount()
                  .withType(MountType.BIND)
                  .withSource(log.toAbsolutePath().toString())
                  .withTarget(LOG)));
    }
  }
}
