package flowgauge.serve.server;

import flowgauge.scenario.Scenario;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A way to run servers. */
public interface ServerRuntime {
  /** {@code docker}, {@code process} or {@code external}. */
  String name();

  /**
   * Starts a scenario's server and waits until it answers. The first start sets up what it needs
   * once and keeps it; that can take minutes.
   *
   * @param serverLog file for what the server prints, made and written as it comes
   * @param mockLog file for what the mock API prints
   * @param progress takes lines that say what is being done and how far it is
   * @throws ServeException if there is no server to be had; nothing is left behind
   */
  Server start(
      Scenario scenario,
      ServerSettings settings,
      Path serverLog,
      Path mockLog,
      Consumer<String> progress)
      throws ServeException, InterruptedException;
}
