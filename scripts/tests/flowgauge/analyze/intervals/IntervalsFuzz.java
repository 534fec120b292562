package flowgauge.analyze.intervals;

import flowgauge.analyze.samples.BadSamples;
import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** intervals.csv: refused, or a table without gaps, the same once written. */
public final class IntervalsFuzz {
  private IntervalsFuzz() {}

  /** The content of intervals.csv. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Path file = Scratch.file("intervals.csv", data);
    List<String> warnings = new ArrayList<>();
    Intervals read;
    try {
      read = IntervalCsv.read(file, warnings);
    } catch (BadSamples refused) {
      FuzzTarget.mustTell(refused);
      return;
    }
    FuzzTarget.must(read.size() > 0, "no interval");
    FuzzTarget.must(read.stepSeconds() > 0 && read.stepSeconds() <= 3600, "step");
    for (String name : read.columnNames()) {
      double[] column = read.column(name);
      FuzzTarget.must(column.length == read.size(), name + " has " + column.length);
      for (double value : column) {
        FuzzTarget.must(Double.isNaN(value) || value >= 0 && value < 1e16, name + " " + value);
      }
    }
    double[] times = read.column(Intervals.TIME_S);
    for (int i = 0; i < times.length; i++) {
      FuzzTarget.must(
          Math.abs(times[i] - i * read.stepSeconds()) <= read.stepSeconds() / 50, "a gap");
    }
    FuzzTarget.must(read.table().rowCount() == read.size(), "another table");
    Path once = file.resolveSibling("once.csv");
    Path twice = file.resolveSibling("twice.csv");
    IntervalCsv.write(read, once);
    IntervalCsv.write(IntervalCsv.read(once, warnings), twice);
    FuzzTarget.must(
        Arrays.equals(Files.readAllBytes(once), Files.readAllBytes(twice)), "another once written");
  }
}
