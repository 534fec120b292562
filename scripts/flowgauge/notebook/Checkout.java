package flowgauge.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout of flowgauge that a folder lies in. */
public final class Checkout {
  private static final String SIGN = "jbang-catalog.json";

  private Checkout() {}

  /**
   * The checkout's root: {@code FLOWGAUGE_HOME}, else found from a folder upward.
   *
   * @throws IOException with one line if there is none
   */
  public static Path above(Path folder) throws IOException {
    String home = System.getenv("FLOWGAUGE_HOME");
    if (home != null && !home.isBlank()) {
      return Path.of(home).toAbsolutePath();
    }
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(SIGN)) && Files.isDirectory(at.resolve("notebooks"))) {
        return at;
      }
    }
    throw new IOException(
        "no checkout of flowgauge in or above "
            + folder.toAbsolutePath()
            + ": git clone it and run this inside, or set FLOWGAUGE_HOME to it");
  }
}
