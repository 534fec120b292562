package flowgauge.load.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Whether time went on while the machine slept: the monotonic clock, on which every time of a
 * sample is, stands still then.
 */
public final class ClockWatch {
  private static final Path UPTIME = Path.of("/proc/uptime");

  private final LongSupplier sinceBootUs;
  private final LongSupplier monotonicUs;
  private final long awakeBeforeUs;

  /**
   * Starts watching.
   *
   * @param sinceBootUs a clock that goes on while the machine sleeps
   * @param monotonicUs one that does not
   */
  ClockWatch(LongSupplier sinceBootUs, LongSupplier monotonicUs) {
    this.sinceBootUs = sinceBootUs;
    this.monotonicUs = monotonicUs;
    this.awakeBeforeUs = sinceBootUs.getAsLong() - monotonicUs.getAsLong();
  }

  /** Starts watching this machine's clocks; where there is no uptime, sleep is not seen. */
  public static ClockWatch start() {
    LongSupplier monotonic = () -> System.nanoTime() / 1_000;
    return new ClockWatch(Files.isReadable(UPTIME) ? ClockWatch::uptimeUs : monotonic, monotonic);
  }

  private static long uptimeUs() {
    try {
      String text = Files.readString(UPTIME);
      return Math.round(Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1e6);
    } catch (IOException unreadable) {
      return 0;
    }
  }

  /** How long the machine has slept since the start, microseconds. */
  public double asleepUs() {
    return Math.max(0, sinceBootUs.getAsLong() - monotonicUs.getAsLong() - awakeBeforeUs);
  }
}
