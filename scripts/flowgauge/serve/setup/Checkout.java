package flowgauge.serve.setup;

import flowgauge.serve.server.ServeException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout of flowgauge that this runs from: it has the flows and the mock API. */
public final class Checkout {
  private Checkout() {}

  /**
   * Its top folder: {@code FLOWGAUGE_HOME}, else the current folder or the nearest above it that
   * holds {@code flows/} and {@code mock-api/}.
   */
  public static Path root() throws ServeException {
    String home = System.getenv("FLOWGAUGE_HOME");
    if (home != null && !home.isBlank()) {
      Path root = Path.of(home).toAbsolutePath();
      if (holdsFlows(root)) {
        return root;
      }
      throw new ServeException(
          "FLOWGAUGE_HOME is " + home + ", which has no flows/ and mock-api/: correct or unset it");
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (holdsFlows(at)) {
        return at;
      }
    }
    throw new ServeException(
        "a server to start needs flowgauge's flows/ and mock-api/: git clone it and run this inside,"
            + " or set FLOWGAUGE_HOME to that folder; --url measures a server that runs already");
  }

  private static boolean holdsFlows(Path at) {
    return Files.isDirectory(at.resolve("flows")) && Files.isDirectory(at.resolve("mock-api"));
  }
}
