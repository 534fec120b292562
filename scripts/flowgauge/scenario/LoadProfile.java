package flowgauge.scenario;

import java.time.Duration;
import java.util.List;

/**
 * The load that a scenario is put under.
 *
 * @param stages what is applied one after the other, at least one
 * @param waitMin shortest wait time of a virtual user between two requests
 * @param waitMax longest wait time, uniform in between
 * @param arrivals how open arrivals are spaced
 * @param connections who owns connections
 * @param maxInFlight bound on requests in flight of an open stage
 * @param timeout for a whole response, from sending on
 * @param connectTimeout for a connection
 * @param warmUp first part of the load, kept but marked
 * @param drain how long to wait at the end for what is in flight
 * @param retryStale whether a request that a closing idle connection lost is sent once more
 * @param seed of every random choice
 */
public record LoadProfile(
    List<Stage> stages,
    Duration waitMin,
    Duration waitMax,
    Arrivals arrivals,
    Connections connections,
    int maxInFlight,
    Duration timeout,
    Duration connectTimeout,
    Duration warmUp,
    Duration drain,
    boolean retryStale,
    long seed) {

  /** How the arrivals of an open stage are spaced. */
  public enum Arrivals {
    UNIFORM,
    POISSON
  }

  /** Who owns connections. */
  public enum Connections {
    /** Each virtual user keeps its own alive. */
    PER_USER,
    /** All share a pool of keep-alive connections. */
    POOL,
    /** Each request opens one. */
    NEW
  }

  /** A stretch of load. */
  public sealed interface Stage {
    Duration length();
  }

  /**
   * Closed model: virtual users, each waiting for its answer before it goes on.
   *
   * @param users how many there are once all are spawned
   * @param spawnRate users spawned a second
   */
  public record Users(int users, double spawnRate, Duration length) implements Stage {}

  /**
   * Open model: requests arrive whatever the server does.
   *
   * @param from requests a second at the start
   * @param to requests a second at the end, linear in between
   */
  public record Rate(double from, double to, Duration length) implements Stage {}

  /** The same with other stages. */
  public LoadProfile with(List<Stage> others) {
    return new LoadProfile(
        others,
        waitMin,
        waitMax,
        arrivals,
        connections,
        maxInFlight,
        timeout,
        connectTimeout,
        warmUp,
        drain,
        retryStale,
        seed);
  }

  /** The length of all stages. */
  public Duration length() {
    return stages.stream().map(Stage::length).reduce(Duration.ZERO, Duration::plus);
  }

  /** The length of the load, the warm-up included. */
  public Duration total() {
    return warmUp.plus(length());
  }

  /** Whether any stage is open. */
  public boolean open() {
    return stages.stream().anyMatch(Rate.class::isInstance);
  }
}
