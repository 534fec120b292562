package flowgauge.load.schedule;

/** Microseconds since a scenario's start, on the monotonic clock. */
public final class RunClock {
  private final long zeroNanos;

  /**
   * A clock.
   *
   * @param zeroNanos its zero, a value of {@link System#nanoTime()}
   */
  public RunClock(long zeroNanos) {
    this.zeroNanos = zeroNanos;
  }

  /** Now, microseconds. */
  public long nowUs() {
    return (System.nanoTime() - zeroNanos) / 1_000;
  }

  /** The zero, as {@link System#nanoTime()} gave it. */
  public long zeroNanos() {
    return zeroNanos;
  }
}
