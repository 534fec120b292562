package flowgauge.analyze.foreign;

import flowgauge.analyze.intervals.Intervals;
import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Locust's files: refused with file and line, or figures that can be. */
public final class LocustFuzz {
  private static final String[] FILES = {"_stats.csv", "_stats_history.csv", "_failures.csv"};

  private LocustFuzz() {}

  /** The three files, apart by a zero byte. */
  public static void fuzzerTestOneInput(byte[] data) {
    int from = 0;
    Path file = null;
    for (String name : FILES) {
      int to = from;
      while (to < data.length && data[to] != 0) {
        to++;
      }
      file = Scratch.file("locust/x" + name, Arrays.copyOfRange(data, Math.min(from, to), to));
      from = Math.min(data.length, to + 1);
    }
    String prefix = file.resolveSibling("x").toString();
    try {
      LocustFiles files = LocustFiles.read(prefix);
      LocustFiles.Total total = files.total();
      for (double each :
          new double[] {
            total.requests(), total.failures(), total.perSecond(), total.failuresPerSecond(),
            total.medianMs(), total.meanMs(), total.minMs(), total.maxMs()
          }) {
        FuzzTarget.must(each >= 0 && each < 1e15, "takes " + each);
      }
      FuzzTarget.must(total.failures() <= total.requests(), "more failures than requests");
      Intervals intervals = LocustIntervals.of(files, 1.5);
      FuzzTarget.must(intervals.size() > 0, "no interval");
      for (double users : intervals.column(Intervals.USERS)) {
        FuzzTarget.must(users >= 0 && users <= 1e9, "users " + users);
      }
      for (double ended : intervals.column(Intervals.THROUGHPUT)) {
        FuzzTarget.must(ended >= 0 && ended < 1e15, "throughput " + ended);
      }
    } catch (IOException refused) {
      FuzzTarget.mustTell(refused);
    }
  }
}
