package flowgauge.load;

import flowgauge.record.DriverVerdict;
import flowgauge.record.DriverVerdict.Kind;
import flowgauge.record.DriverVerdict.Sign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Whether time went on without the driver: its process was stopped, or the machine slept. Neither
 * is a share of the seconds, so one occurrence counts. Every time of a sample is on the monotonic
 * clock, which stands still as the machine sleeps and which no change of the wall clock moves.
 */
public final class ClockWatch {
  /** No scheduler, garbage collector or neighbour takes the event loop away for so long. */
  private static final double STANDSTILL_US = 1_000_000;

  /** The uptime comes in hundredths of a second. */
  private static final double ASLEEP_US = 100_000;

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

  /** The verdict with what was seen since the start. */
  public DriverVerdict with(DriverVerdict verdict, List<DriverWatch.Row> rows) {
    double still = rows.stream().mapToDouble(row -> row.loop().loopDelayMaxUs()).max().orElse(0);
    double asleep = sinceBootUs.getAsLong() - monotonicUs.getAsLong() - awakeBeforeUs;
    List<Sign> signs = new ArrayList<>(verdict.signs());
    signs.add(sign("standstill", still, STANDSTILL_US));
    signs.add(sign("asleep", Math.max(0, asleep), ASLEEP_US));
    boolean spoilt = signs.stream().anyMatch(Sign::tripped);
    return new DriverVerdict(
        verdict.verdict() == Kind.VALID && spoilt ? Kind.MIXED : verdict.verdict(), signs);
  }

  private static Sign sign(String name, double value, double threshold) {
    boolean tripped = value > threshold;
    return new Sign(name, value, threshold, "us", tripped ? 1 : 0, tripped);
  }
}
