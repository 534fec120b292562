package flowgauge.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Stage;
import flowgauge.scenario.LoadProfile.Users;
import java.lang.management.ManagementFactory;

/**
 * Whether the process may open as many connections as the load may need. The JVM raises its own
 * limit to the hard one as it starts.
 */
final class Descriptors {
  private static final int RESERVE = 200;

  private Descriptors() {}

  static void check(LoadProfile load) throws BenchException {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long most = unix.getMaxFileDescriptorCount() - RESERVE;
      for (Stage stage : load.stages()) {
        if (stage instanceof Users users && users.users() > most) {
          throw new BenchException(
              ("%d users need as many open files and this shell allows %d: raise the hard limit"
                      + " (ulimit -Hn %d) or use fewer users")
                  .formatted(
                      users.users(),
                      unix.getMaxFileDescriptorCount(),
                      users.users() + 2 * RESERVE));
        }
      }
    }
  }
}
