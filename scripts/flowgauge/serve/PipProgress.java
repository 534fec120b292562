package flowgauge.serve;

import java.util.function.Consumer;

/** Turns pip's output into lines that say how far it is. */
final class PipProgress {
  private static final int STEPS = 6;

  private final String what;
  private final int packages;
  private final Consumer<String> progress;
  private int collected;

  /** For a set-up called {@code what} of so many packages. */
  PipProgress(String what, int packages, Consumer<String> progress) {
    this.what = what;
    this.packages = packages;
    this.progress = progress;
  }

  /** Takes a line of pip's. */
  void line(String line) {
    if (line.startsWith("Collecting ") && collected < packages) {
      collected++;
      if (collected * STEPS / packages > (collected - 1) * STEPS / packages) {
        progress.accept("%s: %d of %d packages collected".formatted(what, collected, packages));
      }
    } else if (line.startsWith("Installing collected packages")) {
      progress.accept("%s: installing %d packages".formatted(what, packages));
    }
  }
}
