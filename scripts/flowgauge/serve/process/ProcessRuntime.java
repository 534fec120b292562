package flowgauge.serve.process;

import flowgauge.record.ServerInfo;
import flowgauge.scenario.CoreList;
import flowgauge.scenario.Engine;
import flowgauge.scenario.Scenario;
import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.HealthProbe;
import flowgauge.serve.server.LogBound;
import flowgauge.serve.server.PfServe;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.Readiness;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerInfos;
import flowgauge.serve.server.ServerLog;
import flowgauge.serve.server.ServerRuntime;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.server.StartedServer;
import flowgauge.serve.server.WatchedPart;
import flowgauge.serve.setup.CacheFolder;
import flowgauge.serve.setup.Checkout;
import flowgauge.serve.setup.FlowFolder;
import flowgauge.serve.setup.Python;
import flowgauge.serve.setup.PythonEnvironment;
import flowgauge.serve.setup.TemporaryFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs pf-serve and the mock API as plain processes of a Python environment in the cache folder.
 */
public final class ProcessRuntime implements ServerRuntime {
  private static final Duration MOCK_START = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "process";
  }

  @Override
  public Server start(
      Scenario scenario,
      ServerSettings settings,
      Path serverLog,
      Path mockLog,
      Consumer<String> progress)
      throws ServeException, InterruptedException {
    if (settings.size().cpus().isPresent() || settings.size().memoryBytes().isPresent()) {
      throw new ServeException(
          "--cpus and --memory limit containers: leave them out, or use --runtime docker");
    }
    TemporaryFolder.removeAbandoned();
    Path root = Checkout.root();
    if (scenario.flow().isPresent()) {
      PinnedPackages.forFlows(root, settings.promptflow()); // refused before anything is made
    }
    Python python = Python.find();
    Cleanup cleanup = new Cleanup();
    boolean up = false;
    try {
      Starting starting = new Starting(root, python, settings, cleanup, progress);
      Server server = starting.server(scenario, serverLog, mockLog);
      up = true;
      return server;
    } finally {
      if (!up) {
        cleanup.close();
      }
    }
  }

  /** One start under way. */
  private record Starting(
      Path root,
      Python python,
      ServerSettings settings,
      Cleanup cleanup,
      Consumer<String> progress) {

    Server server(Scenario scenario, Path serverLog, Path mockLog)
        throws ServeException, InterruptedException {
      PinnedPackages mockPackages = PinnedPackages.forMock(root);
      PythonEnvironment mockEnvironment =
          PythonEnvironment.of(CacheFolder.path(), "mock", mockPackages, python, progress);
      Map<String, String> versions = new LinkedHashMap<>(Map.of("python", python.version()));
      Optional<Flow> flow = Optional.empty();
      if (scenario.flow().isPresent()) {
        flow = Optional.of(flow(scenario, versions));
      } else {
        versions.putAll(mockPackages.versions(python.version()));
      }

      int mockPort = freePort();
      URI mock = URI.create("http://127.0.0.1:" + mockPort + "/");
      List<String> mockCommand = PfServe.mockCommand("127.0.0.1", mockPort);
      SupervisedProcess mockProcess =
          run(
              mockEnvironment,
              root.resolve("mock-api"),
              mockCommand,
              PfServe.mockEnvironment(settings.mock()),
              settings.placement().mock(scenario.mockAlone()),
              mockLog);
      WatchedPart mockPart = WatchedPart.process("mock", mockProcess.pid(), mockPort);
      HealthProbe.await(
          mock.resolve("/health"), MOCK_START, () -> ended("the mock API", mockProcess, mockLog));
      if (flow.isEmpty()) {
        ServerInfo info =
            ServerInfos.started(
                "process", scenario, settings, mock, PfServe.MOCK_KEEP_ALIVE_SECONDS, mockCommand);
        return new StartedServer(
            mock,
            info,
            Optional.of(mock),
            versions,
            List.of(mockPart),
            () -> ended("the mock API", mockProcess, mockLog),
            cleanup);
      }

      Engine engine = scenario.engine().orElseThrow();
      int port = freePort();
      URI base = URI.create("http://127.0.0.1:" + port + "/");
      List<String> command = PfServe.command(engine, settings.size(), "127.0.0.1:" + port);
      Map<String, String> variables =
          PfServe.environment(engine, settings.size(), mock, System.getenv());
      SupervisedProcess process =
          run(
              flow.get().environment(),
              flow.get().folder(),
              command,
              variables,
              settings.placement().server(),
              serverLog);
      WatchedPart part = WatchedPart.process("server", process.pid(), port);
      Readiness.await(base, settings, serverLog, () -> ended("pf-serve", process, serverLog));
      double keepAlive = PfServe.keepAliveSeconds(engine, settings.size(), variables);
      return new StartedServer(
          base,
          ServerInfos.started("process", scenario, settings, base, keepAlive, command),
          Optional.of(mock),
          versions,
          List.of(part, mockPart),
          () ->
              ended("pf-serve", process, serverLog)
                  .or(() -> ended("the mock API", mockProcess, mockLog)),
          cleanup);
    }

    private record Flow(Path folder, PythonEnvironment environment) {}

    private Flow flow(Scenario scenario, Map<String, String> versions)
        throws ServeException, InterruptedException {
      Path folder = FlowFolder.of(root, scenario.flow().orElseThrow());
      PinnedPackages packages = PinnedPackages.forFlows(root, settings.promptflow());
      versions.putAll(packages.versions(python.version()));
      return new Flow(
          folder,
          PythonEnvironment.of(
              CacheFolder.path(), "flows-" + settings.promptflow(), packages, python, progress));
    }

    private SupervisedProcess run(
        PythonEnvironment environment,
        Path source,
        List<String> command,
        Map<String, String> variables,
        Optional<CoreList> cores,
        Path log)
        throws ServeException {
      // PromptFlow writes into the flow's folder, so it gets a copy.
      Path folder = FlowFolder.temporaryCopy(source, "app");
      List<String> program = new java.util.ArrayList<>(command);
      program.set(0, environment.program(command.get(0)).toString());
      cores.ifPresent(only -> program.addAll(0, List.of("taskset", "-c", only.toString())));
      SupervisedProcess process =
          SupervisedProcess.start(
              environment.program("python"),
              root.resolve("scripts/flowgauge/serve/process/supervise.py"),
              folder,
              "app",
              program,
              variables,
              log);
      cleanup.add(process::close);
      cleanup.add(LogBound.watch(log, progress)::close);
      return process;
    }
  }

  private static Optional<String> ended(String what, SupervisedProcess process, Path log) {
    return process.alive()
        ? Optional.empty()
        : Optional.of(
            process.signal() > 0
                ? ServerLog.killed(what, process.signal(), log)
                : ServerLog.ended(what, log));
  }

  private static int freePort() throws ServeException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new ServeException("no free port on 127.0.0.1: " + failed.getMessage(), failed);
    }
  }
}
