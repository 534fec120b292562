package flowgauge.serve.setup;

import java.util.function.Consumer;

/**
 * Turns pip's output into lines that say how far it is, and what it says at its end into a reason.
 */
public final class PipProgress {
  private static final int STEPS = 6;

  private final String what;
  private final int packages;
  private final Consumer<String> progress;
  private int collected;
  private boolean unanswered;

  /** For a set-up called {@code what} of so many packages. */
  public PipProgress(String what, int packages, Consumer<String> progress) {
    this.what = what;
    this.packages = packages;
    this.progress = progress;
  }

  /** Takes a line of pip's. */
  public void line(String line) {
    if (line.startsWith("Collecting ") && collected < packages) {
      collected++;
      if (collected * STEPS / packages > (collected - 1) * STEPS / packages) {
        progress.accept("%s: %d of %d packages collected".formatted(what, collected, packages));
      }
    } else if (line.startsWith("Installing collected packages")) {
      progress.accept("%s: installing %d packages".formatted(what, packages));
    } else if (line.contains("WARNING: Retrying (Retry(")) {
      unanswered = true;
    }
  }

  /** Why pip gave up, by its last words: that of an index out of reach they do not say. */
  public String reason(String said) {
    boolean nothingFound =
        said.contains("Could not find a version") || said.contains("No matching distribution");
    return unanswered && nothingFound
        ? "pip can't reach the package index, so it says '%s': check the network, and the index and"
                .formatted(said)
            + " proxy that are set for pip"
        : said;
  }
}
