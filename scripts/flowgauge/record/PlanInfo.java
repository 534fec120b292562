package flowgauge.record;

import java.util.List;
import java.util.Optional;

/**
 * What a run set out to do: all that is needed to go on with it. Headers, a URL's query and a
 * request's body may be secret and are not kept.
 *
 * @param scenarios the names of all, in order
 * @param runtime {@code docker}, {@code process} or {@code external}
 * @param load put on each
 * @param baselineSeconds how long each server is asked one request at a time first; empty where
 *     that follows its response time
 * @param workers gunicorn's
 * @param threads threads a worker
 * @param cpus limit in cores
 * @param memoryBytes limit in bytes
 * @param mockMinSeconds shortest wait of the mock API
 * @param mockMaxSeconds longest wait of the mock API
 * @param promptflow release of promptflow-core
 * @param baseImage what images are built on
 * @param startTimeoutSeconds how long a server may take until it answers; empty in runs of before
 *     this was kept
 * @param variables names of the environment's variables that reach the server
 * @param compressed whether samples are written compressed
 * @param sampleEverySeconds between two looks at the server's resources
 * @param stopWhen what ends a scenario's load early
 * @param failIf what makes the run end with exit code 3
 * @param endpoint what is measured where flowgauge starts no server
 * @param serverCores the only cores for the server, as {@code 0-5}; empty for any
 * @param loadCores the only cores for driver and mock API
 * @param engineHost the machine whose engine ran the server, where that was another
 * @param mockEngine the address of the engine that ran the mock API, where that was not the
 *     server's
 * @param mockHost its machine, where that was not the driver's
 * @param input what is sent and expected beside what the scenarios say
 * @param model how the mock API answers as a model, where that is asked for
 */
public record PlanInfo(
    List<String> scenarios,
    String runtime,
    LoadInfo load,
    Optional<Double> baselineSeconds,
    int workers,
    int threads,
    Optional<Double> cpus,
    Optional<Long> memoryBytes,
    double mockMinSeconds,
    double mockMaxSeconds,
    String promptflow,
    String baseImage,
    Optional<Double> startTimeoutSeconds,
    List<String> variables,
    boolean compressed,
    double sampleEverySeconds,
    List<String> stopWhen,
    List<String> failIf,
    Optional<EndpointInfo> endpoint,
    Optional<String> serverCores,
    Optional<String> loadCores,
    Optional<String> engineHost,
    Optional<String> mockEngine,
    Optional<String> mockHost,
    Optional<InputInfo> input,
    Optional<ModelInfo> model) {

  /** Whether the mock API ran on another machine than the server. */
  public boolean mockApart() {
    return mockEngine.isPresent() && !mockHost.equals(engineHost);
  }

  /**
   * A model's times and lengths, each spread as {@code 0.4}, {@code 0.2..0.6} or {@code 0.4,p99=2}.
   *
   * @param firstTokenSeconds to the first token
   * @param tokenGapSeconds from token to token
   * @param tokens of an answer
   * @param requestsPerMinute more are refused
   * @param tokensPerMinute more are refused
   * @param answer what it says
   */
  public record ModelInfo(
      String firstTokenSeconds,
      String tokenGapSeconds,
      String tokens,
      Optional<Integer> requestsPerMinute,
      Optional<Integer> tokensPerMinute,
      Optional<String> answer) {}

  /**
   * What is sent, and what a good answer holds.
   *
   * @param stream whether an event stream is asked for
   * @param expect as {@code json /answer}
   * @param data the file of inputs, as it was given
   * @param dataOrder which request sends which
   * @param content where an event of a stream has its text
   * @param template the file of what inputs are put into
   */
  public record InputInfo(
      boolean stream,
      List<String> expect,
      Optional<String> data,
      Optional<String> dataOrder,
      Optional<String> content,
      Optional<String> template) {

    /** Nothing beside what the scenarios say. */
    public static final InputInfo NONE =
        new InputInfo(
            false,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * An endpoint that runs already.
   *
   * @param url without its query
   * @param query whether it has one
   * @param method HTTP method
   * @param headers how many are sent
   * @param bodyBytes length of the request's body
   * @param nodePointer JSON pointer of the node's time
   * @param backendPointer JSON pointer of the backend's time
   * @param timesRequired whether an answer without them is a failure
   * @param told of its server; empty in runs of before this was kept
   */
  public record EndpointInfo(
      String url,
      boolean query,
      String method,
      int headers,
      int bodyBytes,
      Optional<String> nodePointer,
      Optional<String> backendPointer,
      Optional<Boolean> timesRequired,
      Optional<ToldInfo> told) {}
}
