package flowgauge.serve.server;

import flowgauge.scenario.Placement;
import flowgauge.scenario.subject.MockSettings;
import flowgauge.scenario.subject.ServerSize;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server is to be started.
 *
 * @param size workers, threads and limits
 * @param mock how the mock API answers
 * @param promptflow the release of promptflow-core, one that {@link PinnedPackages} has a list for
 * @param baseImage what images are built on; containers only
 * @param startTimeout how long a server may take until it answers, setting up left aside
 * @param running what the user says of a server that runs already
 * @param placement which cores it may use
 * @param engineHost the machine whose engine runs it, where that is not this one
 * @param mockEngine the engine of the mock API beside it, where that is another
 */
public record ServerSettings(
    ServerSize size,
    MockSettings mock,
    String promptflow,
    String baseImage,
    Duration startTimeout,
    RunningServer running,
    Placement placement,
    Optional<String> engineHost,
    Optional<MockEngine> mockEngine) {

  /** Of a server that flowgauge starts, on this machine, on any cores. */
  public ServerSettings(
      ServerSize size,
      MockSettings mock,
      String promptflow,
      String baseImage,
      Duration startTimeout) {
    this(
        size,
        mock,
        promptflow,
        baseImage,
        startTimeout,
        RunningServer.UNKNOWN,
        Placement.ANYWHERE,
        Optional.empty(),
        Optional.empty());
  }

  /** The same, of a server that runs already. */
  public ServerSettings of(RunningServer next) {
    return new ServerSettings(
        size, mock, promptflow, baseImage, startTimeout, next, placement, engineHost, mockEngine);
  }

  /** The same, run elsewhere. */
  public ServerSettings on(
      Placement next, Optional<String> host, Optional<MockEngine> mocksEngine) {
    return new ServerSettings(
        size, mock, promptflow, baseImage, startTimeout, running, next, host, mocksEngine);
  }

  /**
   * Time to start unless another is asked for: PromptFlow's imports take long on a busy machine.
   */
  public static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(120);

  /** The release that is served unless another is asked for. */
  public static final String DEFAULT_PROMPTFLOW = "1.18.5";

  /** The base image unless another is asked for. */
  public static final String DEFAULT_BASE_IMAGE = "python:3.11-slim-bookworm";
}
