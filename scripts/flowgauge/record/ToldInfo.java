package flowgauge.record;

import java.util.Optional;

/**
 * What the user tells of a server that flowgauge did not start. What is not told is unknown.
 *
 * @param engine {@code wsgi} or {@code asgi}
 * @param workers worker processes
 * @param threads request threads a worker
 * @param serviceSeconds mean time of a request that has the server to itself
 * @param cores CPU cores that the server may use
 */
public record ToldInfo(
    Optional<String> engine,
    Optional<Integer> workers,
    Optional<Integer> threads,
    Optional<Double> serviceSeconds,
    Optional<Double> cores) {

  private static final int MOST_WORKERS = 1_000;
  private static final int MOST_THREADS = 10_000;
  private static final double LONGEST_S = 24 * 3_600;

  /** Nothing is told. */
  public static final ToldInfo NOTHING =
      new ToldInfo(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * The same, looked at.
   *
   * @throws IllegalArgumentException with one line that names the option which can't be
   */
  public ToldInfo checked() {
    require(engine.filter(e -> !e.matches("wsgi|asgi")).isEmpty(), "--engine takes wsgi or asgi");
    require(within(workers, MOST_WORKERS), "--workers takes 1 to " + MOST_WORKERS);
    require(within(threads, MOST_THREADS), "--threads takes 1 to " + MOST_THREADS);
    require(
        serviceSeconds.filter(s -> !(s > 0 && s <= LONGEST_S)).isEmpty(),
        "--service-time must be above 0 and at most a day");
    require(
        cores.filter(c -> !(c > 0 && c <= MOST_THREADS)).isEmpty(),
        "--cores must be above 0 and at most " + MOST_THREADS);
    return this;
  }

  private static boolean within(Optional<Integer> value, int most) {
    return value.filter(v -> v < 1 || v > most).isEmpty();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The same run, in which each server that flowgauge did not start is as told. */
  public RunInfo into(RunInfo run) {
    return run.withScenarios(
        run.scenarios().stream()
            .map(it -> it.server().ownStart() ? it : it.withServer(it.server().told(this)))
            .toList());
  }
}
