package flowgauge.bench.options;

import flowgauge.scenario.CoreList;
import flowgauge.scenario.Placement;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.subject.MockSettings;
import flowgauge.scenario.subject.ServerSize;
import flowgauge.serve.Affinity;
import flowgauge.serve.RuntimeChoice;
import flowgauge.serve.docker.EngineHosts;
import flowgauge.serve.server.MockEngine;
import flowgauge.serve.server.ServerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The command line's options for the server. */
public final class ServerOptions extends Options {
  private static final Pattern MEMORY = Pattern.compile("([0-9.]+)([kmg]?)b?");

  /** Docker's own bound; 0 would mean no limit to it. */
  private static final double SMALLEST = 6 << 20;

  private static final double LARGEST = 1L << 40;

  @Option(
      names = "--runtime",
      paramLabel = "KIND",
      defaultValue = "auto",
      description = "docker, process, or auto: docker where an engine answers (${DEFAULT-VALUE})")
  public RuntimeChoice runtime;

  @Option(
      names = "--mock-engine",
      paramLabel = "ADDRESS",
      description =
          "the Docker engine for the mock API, where that is not the server's (DOCKER_HOST's):"
              + " unix:///PATH or tcp://HOST:PORT")
  String mockEngine;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "gunicorn's workers (quick: 2, article: 8)")
  Integer workers;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads a worker, for wsgi (quick: 4, article: 8)")
  Integer threads;

  @Option(
      names = "--cpus",
      paramLabel = "N",
      description = "CPU cores that the server may use (docker)")
  Double cpus;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "memory that the server may use, as 512m or 2g (docker)")
  String memory;

  @Option(
      names = "--promptflow",
      paramLabel = "VERSION",
      defaultValue = ServerSettings.DEFAULT_PROMPTFLOW,
      description = "release of promptflow-core (${DEFAULT-VALUE}; the article's: 1.12.0)")
  String promptflow;

  @Option(
      names = "--base-image",
      paramLabel = "IMAGE",
      defaultValue = ServerSettings.DEFAULT_BASE_IMAGE,
      description = "what images are built on (${DEFAULT-VALUE})")
  String baseImage;

  @Option(
      names = "--start-timeout",
      paramLabel = "TIME",
      converter = Durations.One.class,
      defaultValue = "120s",
      description = "for a server to start in until it answers (${DEFAULT-VALUE})")
  Duration startTimeout;

  @Option(
      names = "--server-cores",
      paramLabel = "CORES",
      description = "the only cores for the server, as 0-5; the others are then for the load")
  public String serverCores;

  @Option(
      names = "--load-cores",
      paramLabel = "CORES",
      description = "the only cores for driver and mock API, as 6,7; the others for the server")
  String loadCores;

  /**
   * The settings; what is not given comes from the preset.
   *
   * @param allowed the hosts that the user allows to put load on; empty where no server is started
   * @param mock how the mock API answers
   */
  public ServerSettings settings(Preset preset, Optional<List<String>> allowed, MockSettings mock) {
    int w = workers == null ? preset.workers : workers;
    int t = threads == null ? preset.threads : threads;
    if (w < 1 || t < 1 || cpus != null && !(cpus > 0)) {
      throw wrong("--workers, --threads and --cpus must be above 0");
    }
    if (w > 1_000 || t > 10_000 || cpus != null && cpus > 10_000) {
      throw wrong("--workers takes at most 1000, --threads and --cpus at most 10000");
    }
    if (!promptflow.matches("[0-9][0-9A-Za-z.]{0,30}")) {
      throw wrong("'" + promptflow + "' is not a release of promptflow; write for example 1.18.5");
    }
    EngineHosts hosts = allowed.map(this::hosts).orElse(EngineHosts.HERE);
    return new ServerSettings(
            new ServerSize(
                w, t, Optional.ofNullable(cpus), Optional.ofNullable(memory).map(this::bytes)),
            mock,
            promptflow,
            baseImage,
            startTimeout)
        .on(
            placement(hosts.server().isPresent()),
            hosts.server(),
            allowed
                .flatMap(started -> Optional.ofNullable(mockEngine))
                .map(engine -> new MockEngine(engine, hosts.mock())));
  }

  private EngineHosts hosts(List<String> allowed) {
    if (runtime == RuntimeChoice.PROCESS) {
      if (mockEngine != null) {
        throw wrong("--mock-engine is for containers: leave it out, or use --runtime docker");
      }
      if (!allowed.isEmpty()) {
        throw wrong("--allow-remote goes with --url, or with a Docker engine on another machine");
      }
      return EngineHosts.HERE;
    }
    try {
      EngineHosts hosts =
          EngineHosts.of(System.getenv("DOCKER_HOST"), Optional.ofNullable(mockEngine), allowed);
      if (hosts.server().isPresent() || mockEngine != null) {
        runtime = RuntimeChoice.DOCKER; // processes here would be no answer to that
      }
      return hosts;
    } catch (IllegalArgumentException refused) {
      throw wrong(refused.getMessage());
    }
  }

  private Placement placement(boolean elsewhere) {
    if (serverCores == null && loadCores == null) {
      return Placement.ANYWHERE;
    }
    CoreList machine =
        Affinity.allowed().orElseThrow(() -> wrong("--server-cores and --load-cores take Linux"));
    try {
      if (elsewhere) { // the server's cores are that machine's, whose engine knows them
        Optional<CoreList> load = cores(loadCores);
        return new Placement(
            cores(serverCores),
            load.flatMap(c -> Placement.on(machine, Optional.empty(), load).load()));
      }
      return Placement.on(machine, cores(serverCores), cores(loadCores));
    } catch (IllegalArgumentException impossible) {
      throw wrong(impossible.getMessage());
    }
  }

  private static Optional<CoreList> cores(String text) {
    return Optional.ofNullable(text).map(CoreList::of);
  }

  private long bytes(String text) {
    Matcher m = MEMORY.matcher(text.toLowerCase(Locale.ROOT));
    try {
      if (m.matches()) {
        int shift = m.group(2).isEmpty() ? 0 : 10 * ("kmg".indexOf(m.group(2)) + 1);
        double size = Double.parseDouble(m.group(1)) * (1L << shift);
        if (size < SMALLEST || size > LARGEST) {
          throw wrong("--memory takes 6m to 1024g");
        }
        return (long) size;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw wrong("'" + text + "' is not a size; write for example 512m or 2g");
  }

  /** Refuses cores for a server that is not started here. */
  public void check(List<Scenario> scenarios) {
    if (serverCores != null && scenarios.get(0).url().isPresent()) {
      throw wrong(
          "--server-cores is for servers that are started here: keep --url's to its cores yourself,"
              + " and the driver to others with --load-cores");
    }
  }
}
