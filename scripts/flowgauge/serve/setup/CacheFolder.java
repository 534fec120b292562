package flowgauge.serve.setup;

import flowgauge.serve.server.ServeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where flowgauge keeps what is made once: {@code FLOWGAUGE_CACHE}, else below the user's own. */
public final class CacheFolder {
  private CacheFolder() {}

  /** The folder, made if absent. */
  public static Path path() throws ServeException {
    Path folder = location();
    try {
      return Files.createDirectories(folder);
    } catch (IOException failed) {
      throw new ServeException(
          "can't write to the cache folder "
              + folder
              + ": set FLOWGAUGE_CACHE to a folder that can be written",
          failed);
    }
  }

  /** The folder, made or not. */
  public static Path location() {
    String own = System.getenv("FLOWGAUGE_CACHE");
    if (own != null && !own.isBlank()) {
      return Path.of(own).toAbsolutePath();
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path user = xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(home(), ".cache");
    return user.toAbsolutePath().resolve("flowgauge");
  }

  // HOME first, as the wrapper does: Java's own user.home does not heed it
  private static String home() {
    String home = System.getenv("HOME");
    return home != null && !home.isBlank() ? home : System.getProperty("user.home");
  }
}
