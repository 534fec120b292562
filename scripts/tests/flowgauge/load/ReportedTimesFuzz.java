package flowgauge.load;

import flowgauge.fuzz.FuzzTarget;
import flowgauge.scenario.ServerTimes;
import java.util.Optional;

/** Bodies with the server's own times: a time is taken whole or not at all. */
public final class ReportedTimesFuzz {
  private static final long DAY_US = 24L * 3600 * 1_000_000;
  private static final ReportedTimes TIMES =
      new ReportedTimes(
          new ServerTimes(Optional.of("/answer/node_s"), Optional.of("/answer/backend_s"), 0));

  private ReportedTimesFuzz() {}

  /** The body. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (TIMES.read(data)) {
      sane(TIMES.nodeUs());
      sane(TIMES.backendUs());
    }
  }

  private static void sane(long us) {
    FuzzTarget.must(us >= 0 && us <= 31 * DAY_US, "takes " + us + " us for a time");
  }
}
