package flowgauge.serve.process;

import flowgauge.scenario.CoreList;
import flowgauge.scenario.subject.OwnFiles;
import flowgauge.scenario.subject.Startable;
import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.Launcher;
import flowgauge.serve.server.LogBound;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.setup.CacheFolder;
import flowgauge.serve.setup.OwnPackages;
import flowgauge.serve.setup.Python;
import flowgauge.serve.setup.PythonEnvironment;
import flowgauge.serve.setup.ServedFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts servers as processes, each in a temporary copy of its folder.
 *
 * @param root the checkout
 */
record ProcessLauncher(
    Path root, Python python, ServerSettings settings, Cleanup cleanup, Consumer<String> progress)
    implements Launcher {

  @Override
  public String runtime() {
    return "process";
  }

  @Override
  public Prepared prepare(Startable subject) throws ServeException, InterruptedException {
    ServedFolder folder = ServedFolder.of(root, subject);
    PinnedPackages packages = PinnedPackages.of(root, subject, settings.promptflow());
    PythonEnvironment environment = environment(subject, packages);
    Map<String, String> versions = new LinkedHashMap<>(Map.of("python", python.version()));
    versions.putAll(packages.versions(python.version()));
    versions.putAll(environment.own());
    return (role, around, log) -> {
      int port = freePort();
      List<String> command = subject.command(settings.size(), "127.0.0.1", port);
      Map<String, String> variables = subject.variables(settings.size(), around);
      Optional<CoreList> cores = settings.placement().cores(role == Role.MEASURED);
      SupervisedProcess process =
          SupervisedProcess.start(
              environment.program("python"),
              root.resolve("scripts/flowgauge/serve/process/supervise.py"),
              folder.temporaryCopy("app"), // PromptFlow writes there
              "app",
              whole(environment, command, cores),
              variables,
              log);
      cleanup.add(process::close);
      cleanup.add(LogBound.watch(log, progress)::close);
      return new LaunchedProcess(subject, process, port, command, variables, versions, log);
    };
  }

  private PythonEnvironment environment(Startable subject, PinnedPackages packages)
      throws ServeException, InterruptedException {
    Path cache = CacheFolder.path();
    Optional<OwnFiles> own = subject.own().filter(OwnFiles::hasPackages);
    return own.isEmpty()
        ? PythonEnvironment.of(cache, packages.name(), packages, python, progress)
        : PythonEnvironment.of(cache, "own", packages, own.map(OwnPackages::of), python, progress);
  }

  @Override
  public Optional<InetAddress> here() {
    return Optional.of(InetAddress.getLoopbackAddress());
  }

  private static List<String> whole(
      PythonEnvironment environment, List<String> command, Optional<CoreList> cores) {
    List<String> program = new ArrayList<>(command);
    program.set(0, environment.program(command.get(0)).toString());
    cores.ifPresent(only -> program.addAll(0, List.of("taskset", "-c", only.toString())));
    return program;
  }

  private static int freePort() throws ServeException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new ServeException("no free port on 127.0.0.1: " + failed.getMessage(), failed);
    }
  }
}
