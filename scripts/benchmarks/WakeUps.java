import flowgauge.record.Json;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How late a thread that does nothing else wakes up on this machine, once a millisecond: what no
 * schedule kept by sleeping can be better than. Prints microseconds as one JSON value.
 */
final class WakeUps {
  private static final long PERIOD_NANOS = 1_000_000;
  private static final int WARM_UP = 1_000;

  private WakeUps() {}

  /** Measures for so many seconds, after one of warm-up, in a JVM on that core. */
  static Figures measure(Setting setting, int seconds)
      throws IOException, InterruptedException, BenchmarkException {
    String figures =
        Tools.run(
            Cores.on(
                setting.cores().client(),
                ChildJvm.command(
                    WakeUps.class, ChildJvm.FLAGS, java.util.List.of(Integer.toString(seconds)))),
            setting.folder().resolve("wake-ups.log"));
    return Json.mapper().readValue(figures, Figures.class);
  }

  /** Lateness, microseconds. */
  record Figures(long p99, long p99_9, long max) {}

  /** Takes the number of seconds. */
  public static void main(String... args) throws IOException {
    Histogram late = new Histogram(3);
    long due = System.nanoTime();
    int periods = WARM_UP + 1_000 * Integer.parseInt(args[0]);
    for (int period = 0; period < periods; period++) {
      due += PERIOD_NANOS;
      long now = System.nanoTime();
      while (now < due) {
        LockSupport.parkNanos(due - now);
        now = System.nanoTime();
      }
      if (period >= WARM_UP) {
        late.recordValue((now - due) / 1_000);
      }
    }
    System.out.println(
        Json.mapper()
            .writeValueAsString(
                Map.of(
                    "p99", late.getValueAtPercentile(99),
                    "p99_9", late.getValueAtPercentile(99.9),
                    "max", late.getMaxValue())));
  }
}
