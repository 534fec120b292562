package flowgauge.analyze.model;

import java.util.Optional;

/**
 * A server and its users, as they were or as one asks.
 *
 * @param workers processes; empty where unknown
 * @param threads request threads a worker; empty where nothing bounds them, or unknown
 * @param python whether a worker is one process of Python's, which uses one core at most
 * @param pinned whether a user's requests stay with one worker, as kept connections do
 * @param cores of the machine, or those that the server may use
 * @param users of a closed load
 * @param thinkSeconds mean wait of a user between requests
 */
public record ServerSetting(
    Optional<Integer> workers,
    Optional<Integer> threads,
    boolean python,
    boolean pinned,
    double cores,
    int users,
    double thinkSeconds) {

  /** Requests that all workers can be at work on; none where nothing bounds them. */
  public Optional<Integer> slots() {
    return workers.flatMap(w -> threads.map(t -> w * t));
  }

  /** The same with other workers, threads, cores and users, where they are given. */
  public ServerSetting with(
      Optional<Integer> otherWorkers,
      Optional<Integer> otherThreads,
      Optional<Double> otherCores,
      Optional<Integer> otherUsers) {
    Optional<Integer> nextThreads = threads.isEmpty() ? threads : otherThreads.or(() -> threads);
    return new ServerSetting(
        otherWorkers.or(() -> workers),
        nextThreads,
        python,
        // gunicorn's worker of one thread closes each connection.
        threads.isEmpty() ? pinned : pinned(nextThreads.get(), otherThreads),
        otherCores.orElse(cores),
        otherUsers.orElse(users),
        thinkSeconds);
  }

  private boolean pinned(int next, Optional<Integer> other) {
    return other.isEmpty() ? pinned : next > 1 && (pinned || threads.equals(Optional.of(1)));
  }
}
