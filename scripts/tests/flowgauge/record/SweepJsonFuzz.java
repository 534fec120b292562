package flowgauge.record;

import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.Scratch;
import java.io.IOException;
import java.nio.file.Path;

/** sweep.json: refused, or whole, with names that stay in the folder, and the same once written. */
public final class SweepJsonFuzz {
  private SweepJsonFuzz() {}

  /** The content of sweep.json. */
  public static void fuzzerTestOneInput(byte[] data) throws Exception {
    Path folder = Scratch.file("sweep/sweep.json", data).getParent();
    SweepInfo read;
    try {
      read = SweepInfo.read(folder);
    } catch (IOException refused) {
      FuzzTarget.mustTell(refused);
      return;
    }
    for (SweepInfo.Cell cell : read.cells()) {
      Path run = folder.resolve(cell.name()).normalize();
      FuzzTarget.must(
          run.getParent().equals(folder) && !run.equals(folder), "leaves: " + cell.name());
    }
    read.write(folder);
    FuzzTarget.must(read.equals(SweepInfo.read(folder)), "another once written");
  }
}
