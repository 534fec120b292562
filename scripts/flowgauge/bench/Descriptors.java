package flowgauge.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import flowgauge.bench.plan.BenchException;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Stage;
import flowgauge.scenario.LoadProfile.Users;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/**
 * Whether the process may open as many connections as the load may need. The JVM raises its own
 * limit to the hard one as it starts.
 */
final class Descriptors {
  private static final int RESERVE = 200;

  private Descriptors() {}

  /**
   * Refuses more users than can have a connection, and warns where an open load may need more.
   *
   * @throws BenchException if there are too many users
   */
  static void check(LoadProfile load, Consumer<String> warning) throws BenchException {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return;
    }
    long allowed = unix.getMaxFileDescriptorCount();
    for (Stage stage : load.stages()) {
      if (stage instanceof Users users && users.users() > allowed - RESERVE) {
        throw new BenchException(
            ("%d users need as many open files and this shell allows %d: raise the hard limit"
                    + " (ulimit -Hn %d) or use fewer users")
                .formatted(users.users(), allowed, users.users() + 2 * RESERVE));
      }
    }
    if (load.open() && load.maxInFlight() > allowed - RESERVE) {
      warning.accept(
          ("this shell allows %d open files: with more than %d requests in flight connects fail;"
                  + " raise the hard limit or set --max-in-flight")
              .formatted(allowed, allowed - RESERVE));
    }
  }
}
