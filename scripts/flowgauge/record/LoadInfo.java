package flowgauge.record;

import java.util.List;
import java.util.Optional;

/**
 * The load, as set. Durations are in seconds.
 *
 * @param stages one after the other
 * @param waitMinSeconds shortest wait time of a virtual user
 * @param waitMaxSeconds longest wait time
 * @param arrivals {@code uniform} or {@code poisson}; only open stages heed it
 * @param connections {@code per_user}, {@code pool} or {@code new}
 * @param maxInFlight bound of an open stage
 * @param timeoutSeconds for a whole response
 * @param connectTimeoutSeconds for a connection
 * @param warmUpSeconds marked as warm-up
 * @param drainSeconds longest wait for what was in flight at the end
 * @param retryStale whether requests lost to a closing idle connection were sent again
 * @param seed of every random choice
 */
public record LoadInfo(
    List<StageInfo> stages,
    double waitMinSeconds,
    double waitMaxSeconds,
    String arrivals,
    String connections,
    int maxInFlight,
    double timeoutSeconds,
    double connectTimeoutSeconds,
    double warmUpSeconds,
    double drainSeconds,
    boolean retryStale,
    long seed) {

  /**
   * A stretch of load: closed where {@code users} stands, open where the rates do.
   *
   * @param seconds how long
   * @param users virtual users
   * @param spawnRate users spawned a second
   * @param rateFrom requests a second at its start
   * @param rateTo requests a second at its end
   */
  public record StageInfo(
      double seconds,
      Optional<Integer> users,
      Optional<Double> spawnRate,
      Optional<Double> rateFrom,
      Optional<Double> rateTo) {}

  /** The same with other stages behind another warm-up. */
  public LoadInfo with(List<StageInfo> others, double warmUp) {
    return new LoadInfo(
        others,
        waitMinSeconds,
        waitMaxSeconds,
        arrivals,
        connections,
        maxInFlight,
        timeoutSeconds,
        connectTimeoutSeconds,
        warmUp,
        drainSeconds,
        retryStale,
        seed);
  }

  /** The length of all stages, seconds. */
  public double seconds() {
    return stages.stream().mapToDouble(StageInfo::seconds).sum();
  }
}
