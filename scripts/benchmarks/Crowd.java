import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Ten thousand connections at once from one driver, each with a request a second. */
final class Crowd implements Setting.Part {
  private static final int CONNECTIONS = 10_000;
  private static final int RESERVE = 200;
  private static final double SPAWN_RATE = 2_500;

  @Override
  public void measure(Setting setting, Findings findings)
      throws IOException, InterruptedException, BenchmarkException {
    long limit = openFiles();
    if (limit < CONNECTIONS + RESERVE) {
      throw new BenchmarkException(
          ("%,d connections need as many open files and this shell allows %,d:"
                  + " raise the hard limit (ulimit -Hn %d as root) and run it again")
              .formatted(CONNECTIONS, limit, CONNECTIONS + 2 * RESERVE));
    }
    Setting.say("%,d connections at once", CONNECTIONS);
    double seconds = CONNECTIONS / SPAWN_RATE + setting.seconds();
    DrivenLoad.Figures figures =
        setting.driver().crowd(setting.server().uri(), CONNECTIONS, SPAWN_RATE, seconds);
    findings.atLeast(
        "connections_open", figures.connectionsMost(), CONNECTIONS, "at once from one driver");
    findings.atMost("connections_failed_requests", figures.failed(), 0, "of " + figures.sent());
    findings.figure(
        "connections_response_p99_us", figures.responseUs().get("p99"), "us, connecting included");
  }

  // the JVM has raised its own limit to the hard one, and so does each child
  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }
}
