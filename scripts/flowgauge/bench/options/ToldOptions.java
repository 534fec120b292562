package flowgauge.bench.options;

import flowgauge.bench.plan.Settings;
import flowgauge.record.PlanInfo.EndpointInfo;
import flowgauge.record.ToldInfo;
import flowgauge.scenario.Scenario;
import flowgauge.serve.server.RunningServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line's options that tell of a server which runs already. */
public final class ToldOptions {
  /** The title of their group in the help. */
  public static final String HEADING =
      "%nTell it about your server, beside --url (what is not told is unknown):%n";

  @Option(
      names = "--engine",
      paramLabel = "wsgi|asgi",
      description =
          "request threads, or an event loop; --workers and --threads tell how many; of --flow: the "
              + "only one to serve it in")
  String engine;

  @Option(
      names = "--service-time",
      paramLabel = "TIME",
      converter = Durations.One.class,
      description = "mean time of a request that has the server to itself")
  Duration serviceTime;

  @Option(names = "--cores", paramLabel = "N", description = "CPU cores that the server may use")
  Double cores;

  @Option(
      names = "--server-pid",
      paramLabel = "PID",
      description = "watch this process of this machine and its children: CPU, memory, queue")
  Long pid;

  @Option(
      names = "--server-port",
      paramLabel = "PORT",
      description = "watch the process of this machine that listens there")
  Integer port;

  /** The engine, as told. */
  public Optional<String> engine() {
    return Optional.ofNullable(engine);
  }

  /** Fills in what a run that is resumed was told. */
  public void fill(EndpointInfo own) {
    ToldInfo told = own.told().orElse(ToldInfo.NOTHING);
    engine = engine == null ? told.engine().orElse(null) : engine;
    serviceTime =
        serviceTime == null
            ? told.serviceSeconds().map(Settings::duration).orElse(null)
            : serviceTime;
    cores = cores == null ? told.cores().orElse(null) : cores;
  }

  /**
   * What is said of the server.
   *
   * @param line for the error
   * @param server with workers and threads
   * @param endpoint what is measured; empty where flowgauge starts the server
   * @param own whether that is the user's own, whose engine is theirs to say
   * @throws ParameterException if something can't be, or says nothing without {@code --url}
   */
  public RunningServer running(
      CommandLine line, ServerOptions server, Optional<Scenario> endpoint, boolean own) {
    if (endpoint.isEmpty()) {
      if (engine != null && !own
          || serviceTime != null
          || cores != null
          || pid != null
          || port != null) {
        throw new ParameterException(
            line,
            "--engine, --service-time, --cores, --server-pid and --server-port go with --url: of a"
                + " server that bench starts it knows them");
      }
      return RunningServer.UNKNOWN;
    }
    if (pid != null && port != null) {
      throw new ParameterException(line, "--server-pid and --server-port name a process: give one");
    }
    if (pid != null && pid < 1 || port != null && (port < 1 || port > 65_535)) {
      throw new ParameterException(
          line, "--server-pid takes a process's number, --server-port 1 to 65535");
    }
    if ((pid != null || port != null) && !loopback(endpoint.get().url().orElseThrow().host())) {
      throw new ParameterException(
          line,
          "--server-pid and --server-port watch a server on this machine, at a loopback address:"
              + " leave them out");
    }
    try {
      return new RunningServer(
          new ToldInfo(
                  Optional.ofNullable(engine),
                  Optional.ofNullable(server.workers),
                  Optional.ofNullable(server.threads),
                  Optional.ofNullable(serviceTime).map(Settings::seconds),
                  Optional.ofNullable(cores))
              .checked(),
          Optional.ofNullable(pid),
          Optional.ofNullable(port));
    } catch (IllegalArgumentException impossible) {
      throw new ParameterException(line, impossible.getMessage());
    }
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
