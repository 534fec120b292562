package flowgauge.load.schedule;

/**
 * Microseconds since a scenario's start, on the monotonic clock.
 *
 * @param zeroNanos its zero, a value of {@link System#nanoTime()}
 */
public record RunClock(long zeroNanos) {

  /** Now, microseconds. */
  public long nowUs() {
    return (System.nanoTime() - zeroNanos) / 1_000;
  }
}
