package flowgauge.analyze.samples;

import java.io.IOException;
import java.nio.file.Path;

/** A samples file that can't be read: one line that names file, line and what is wrong there. */
public final class BadSamples extends IOException {
  private static final long serialVersionUID = 1;

  public BadSamples(Path file, long line, String what) {
    super("%s, line %d: %s".formatted(file, line, what));
  }

  public BadSamples(Path file, String what) {
    super("%s: %s".formatted(file, what));
  }
}
