package flowgauge.serve;

import flowgauge.record.ResourceCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Writes {@code resources.csv}: so far its header alone. */
public final class ResourceWatch implements AutoCloseable {
  private ResourceWatch() {}

  /**
   * Starts watching.
   *
   * @param csv the file, made here
   * @param timeZeroNanos the samples' time zero, a value of {@link System#nanoTime()}
   * @param every between two rows of a part
   */
  public static ResourceWatch start(Server server, Path csv, long timeZeroNanos, Duration every)
      throws IOException {
    Files.writeString(csv, String.join(",", ResourceCsv.COLUMNS) + "\n");
    return new ResourceWatch();
  }

  @Override
  public void close() {
    // nothing runs
  }
}
