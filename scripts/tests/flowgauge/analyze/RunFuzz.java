package flowgauge.analyze;

import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.Scratch;
import flowgauge.record.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A whole run's folder, an imported one: refused in one line, or analyzed and told. */
public final class RunFuzz {
  private RunFuzz() {}

  /** Its run.json and the interval table of a scenario s, apart by a zero byte. */
  public static void fuzzerTestOneInput(byte[] data) {
    int border = 0;
    while (border < data.length && data[border] != 0) {
      border++;
    }
    Path file = Scratch.file("imported/run.json", Arrays.copyOf(data, border));
    Scratch.file(
        "imported/s/intervals.csv",
        Arrays.copyOfRange(data, Math.min(border + 1, data.length), data.length));
    try {
      RunAnalysis analysis = Analyzer.DEFAULT.run(RunFolder.open(file.getParent()));
      FuzzTarget.must(!AnalysisText.of(analysis, true).isBlank(), "nothing is told");
    } catch (IOException refused) {
      FuzzTarget.mustTell(refused);
    }
  }
}
