package flowgauge.analyze.foreign;

import flowgauge.analyze.intervals.Intervals;
import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.Scratch;
import flowgauge.record.Summary;
import flowgauge.record.sample.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

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
      LocustFiles files = LocustFiles.read(prefix, Optional.empty());
      LocustFiles.Total total = files.total();
      Summary.Times times = total.times();
      for (double each :
          new double[] {
            total.requests(), total.failures(), total.perSecond(), total.failuresPerSecond(),
            times.medianMs(), times.meanMs(), times.minMs(), times.maxMs()
          }) {
        FuzzTarget.must(each >= 0 && each < 1e15, "takes " + each);
      }
      FuzzTarget.must(total.failures() <= total.requests(), "more failures than requests");
      new LocustSummary(files, Untold.scenario("x")).of(1);
      for (double think : new double[] {1.5, Double.NaN}) {
        table(LocustIntervals.of(files.history(), Optional.of(Outcome.HTTP_ERROR), think));
      }
    } catch (IOException refused) {
      FuzzTarget.mustTell(refused);
    }
  }

  private static void table(Intervals intervals) {
    FuzzTarget.must(intervals.size() > 0, "no interval");
    for (double users : intervals.column(Intervals.USERS)) {
      FuzzTarget.must(users >= 0 && users < 1e13, "users " + users);
    }
    for (String column : new String[] {Intervals.THROUGHPUT, Intervals.IN_FLIGHT}) {
      for (double value : intervals.column(column)) {
        FuzzTarget.must(value >= 0 && value < 1e25, column + " " + value);
      }
    }
  }
}
