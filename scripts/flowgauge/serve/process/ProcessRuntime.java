package flowgauge.serve.process;

import flowgauge.scenario.Scenario;
import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Server;
import flowgauge.serve.server.ServerRuntime;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.server.ServerStart;
import flowgauge.serve.setup.Checkout;
import flowgauge.serve.setup.Python;
import flowgauge.serve.setup.TemporaryFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs servers as plain processes of Python environments in the cache folder. */
public final class ProcessRuntime implements ServerRuntime {
  private final Optional<Python> python;

  public ProcessRuntime() {
    this(Optional.empty());
  }

  /**
   * With another Python than the one that is found first.
   *
   * @param python of 3.9 to 3.11; empty for that one
   */
  public ProcessRuntime(Optional<Python> python) {
    this.python = python;
  }

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
    Cleanup cleanup = new Cleanup();
    boolean up = false;
    try {
      ProcessLauncher launcher =
          new ProcessLauncher(
              Checkout.root(),
              python.isPresent() ? python.get() : Python.find(),
              settings,
              cleanup,
              progress);
      Server server =
          new ServerStart(launcher, launcher, scenario, settings, cleanup)
              .server(serverLog, mockLog);
      up = true;
      return server;
    } finally {
      if (!up) {
        cleanup.close();
      }
    }
  }
}
