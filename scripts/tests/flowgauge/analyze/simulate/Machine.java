package flowgauge.analyze.simulate;

/**
 * The server of a simulation.
 *
 * @param engine {@code wsgi} (slots count) or {@code asgi} (no bound)
 * @param workers processes
 * @param threads per worker
 * @param cores CPU that it can have
 * @param cpuMs mean CPU per request, exponential
 */
public record Machine(String engine, int workers, int threads, double cores, double cpuMs) {
  /** Requests that it works on at once. */
  int slots() {
    return engine.equals("wsgi") ? workers * threads : Integer.MAX_VALUE;
  }
}
