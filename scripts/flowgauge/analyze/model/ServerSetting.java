package flowgauge.analyze.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A server and its load, as they were or as one asks.
 *
 * @param workers processes; empty where unknown
 * @param threads request threads a worker; empty where nothing bounds them, or unknown
 * @param python whether a worker is one process of Python's, which uses one core at most
 * @param pinned whether a user's requests stay with one worker, as kept connections do
 * @param cores of the machine, or those that the server may use
 * @param users of a closed load; 0 of an open one
 * @param thinkSeconds mean wait of a user between requests
 * @param ratePerSecond requests a second of an open load; 0 of a closed one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ServerSetting(
    Optional<Integer> workers,
    Optional<Integer> threads,
    boolean python,
    boolean pinned,
    double cores,
    int users,
    double thinkSeconds,
    double ratePerSecond) {

  /** Under a closed load. */
  public ServerSetting(
      Optional<Integer> workers,
      Optional<Integer> threads,
      boolean python,
      boolean pinned,
      double cores,
      int users,
      double thinkSeconds) {
    this(workers, threads, python, pinned, cores, users, thinkSeconds, 0);
  }

  /** Requests that all workers can be at work on; none where nothing bounds them. */
  public Optional<Integer> slots() {
    return workers.flatMap(w -> threads.map(t -> w * t));
  }

  /** Whether requests come on a schedule, whatever the server does. */
  public boolean open() {
    return ratePerSecond > 0;
  }

  /** Whether there is a load at all. */
  public boolean loaded() {
    return open() || users > 0;
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
        thinkSeconds,
        otherUsers.isPresent() ? 0 : ratePerSecond);
  }

  /** The same under so many users. */
  public ServerSetting underUsers(int others) {
    return new ServerSetting(workers, threads, python, pinned, cores, others, thinkSeconds, 0);
  }

  /** The same under so many requests a second. */
  public ServerSetting underRate(double perSecond) {
    return new ServerSetting(workers, threads, python, pinned, cores, 0, thinkSeconds, perSecond);
  }

  private boolean pinned(int next, Optional<Integer> other) {
    return other.isEmpty() ? pinned : next > 1 && (pinned || threads.equals(Optional.of(1)));
  }
}
