package flowgauge.record;

import java.util.List;
import java.util.Optional;

/**
 * The server under test, as set; one that ran already, as told: what is empty is unknown then.
 *
 * @param runtime {@code docker}, {@code process}, {@code external} (it ran already) or {@code
 *     imported}
 * @param engine {@code wsgi} or {@code asgi}; empty where pf-serve is not part of it
 * @param flow the flow's name; empty where pf-serve is not part of it
 * @param url where requests went, without credentials
 * @param method HTTP method
 * @param workers gunicorn's worker processes
 * @param threads threads a worker; set but without effect on {@code asgi}
 * @param cpus limit in cores
 * @param memoryBytes limit in bytes
 * @param keepAliveSeconds how long the server keeps an idle connection
 * @param promptflow version of promptflow-core
 * @param fanOutSeconds known time of the flow's parallel nodes
 * @param mockMinSeconds shortest wait of the mock API
 * @param mockMaxSeconds longest wait of the mock API
 * @param nodePointer JSON pointer of the node's time, or {@code Server-Timing NAME}
 * @param backendPointer of the backend's time, alike
 * @param command the command that started it
 * @param serviceSeconds mean time of a request that has the server to itself, as told; empty where
 *     nobody told it
 */
public record ServerInfo(
    String runtime,
    Optional<String> engine,
    Optional<String> flow,
    String url,
    String method,
    Optional<Integer> workers,
    Optional<Integer> threads,
    Optional<Double> cpus,
    Optional<Long> memoryBytes,
    Optional<Double> keepAliveSeconds,
    Optional<String> promptflow,
    double fanOutSeconds,
    Optional<Double> mockMinSeconds,
    Optional<Double> mockMaxSeconds,
    Optional<String> nodePointer,
    Optional<String> backendPointer,
    List<String> command,
    Optional<Double> serviceSeconds) {

  /** The same with the places of its times in its answers. */
  public ServerInfo reporting(Optional<String> node, Optional<String> backend) {
    return with(engine, workers, threads, cpus, node, backend, serviceSeconds);
  }

  /** The same with what is told in place of what was known. */
  public ServerInfo told(ToldInfo told) {
    return with(
        told.engine().or(() -> engine),
        told.workers().or(() -> workers),
        told.threads().or(() -> threads),
        told.cores().or(() -> cpus),
        nodePointer,
        backendPointer,
        told.serviceSeconds().or(() -> serviceSeconds));
  }

  private ServerInfo with(
      Optional<String> nextEngine,
      Optional<Integer> nextWorkers,
      Optional<Integer> nextThreads,
      Optional<Double> nextCpus,
      Optional<String> nextNode,
      Optional<String> nextBackend,
      Optional<Double> nextService) {
    return new ServerInfo(
        runtime,
        nextEngine,
        flow,
        url,
        method,
        nextWorkers,
        nextThreads,
        nextCpus,
        memoryBytes,
        keepAliveSeconds,
        promptflow,
        fanOutSeconds,
        mockMinSeconds,
        mockMaxSeconds,
        nextNode,
        nextBackend,
        command,
        nextService);
  }

  /** Whether flowgauge started it, and so knows its size. */
  public boolean ownStart() {
    return !runtime.equals("external") && !runtime.equals("imported");
  }
}
