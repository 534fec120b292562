package flowgauge.load.answer;

import flowgauge.fuzz.FuzzTarget;
import flowgauge.load.answer.ReportedTimes.Found;
import flowgauge.scenario.ServerTimes;
import java.util.Optional;

/** Bodies with the server's own times: a time is taken whole or not at all, in any cut. */
public final class ReportedTimesFuzz {
  private static final long DAY_US = 24L * 3600 * 1_000_000;
  private static final ServerTimes BOTH =
      new ServerTimes(Optional.of("/answer/node_s"), Optional.of("/answer/backend_s"), 0, true);
  private static final ReportedTimes WHOLE = ReportedTimes.of(BOTH);
  private static final ReportedTimes CUT = ReportedTimes.of(BOTH);

  private ReportedTimesFuzz() {}

  /** The body; its length says how it is coded. */
  public static void fuzzerTestOneInput(byte[] data) {
    ResponseHead.Coding coding =
        data.length % 4 == 1
            ? ResponseHead.Coding.GZIP
            : data.length % 4 == 2 ? ResponseHead.Coding.DEFLATE : ResponseHead.Coding.IDENTITY;
    WHOLE.begin(coding, false);
    WHOLE.take(data, 0, data.length);
    CUT.begin(coding, false);
    for (int at = 0; at < data.length; at += 3) {
      CUT.take(data, at, Math.min(3, data.length - at));
    }
    Found found = WHOLE.end();
    Found inParts = CUT.end();
    if (found != Found.NOT_JSON) { // Jackson overlooks a missing value at which the input is cut
      FuzzTarget.must(found == inParts, "found in one cut only: " + found + ", " + inParts);
      FuzzTarget.must(
          WHOLE.nodeUs() == CUT.nodeUs() && WHOLE.backendUs() == CUT.backendUs(),
          "other times in another cut");
    }
    if (found == Found.ALL) {
      sane(WHOLE.nodeUs());
      sane(WHOLE.backendUs());
    }
  }

  private static void sane(long us) {
    FuzzTarget.must(us >= 0 && us <= 31 * DAY_US, "takes " + us + " us for a time");
  }
}
