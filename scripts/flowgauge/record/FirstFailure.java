package flowgauge.record;

import flowgauge.record.sample.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The first failure of its kind: what the server said, word for word. Kinds are outcomes, and among
 * {@code http_error} statuses.
 *
 * @param outcome how the request ended
 * @param status of the answer; empty without one
 * @param endUs when it ended, microseconds since the scenario's start
 * @param text the begin of the answer's body, at most {@link #LONGEST} characters, or why there was
 *     no connection; empty if nothing was said. It is the server's: it reaches a terminal through
 *     {@code TerminalText} only.
 */
public record FirstFailure(
    Outcome outcome, Optional<Integer> status, long endUs, Optional<String> text) {

  /** Characters of {@code text}, at most. */
  public static final int LONGEST = 300;

  /** Kinds that are kept of a scenario, at most. */
  public static final int MOST = 32;

  /** A file that is larger was not written by bench. */
  private static final long LARGEST_FILE = 1 << 18;

  /** Cuts what is too long. */
  public FirstFailure {
    text = text.map(FirstFailure::cut).filter(cut -> !cut.isEmpty());
  }

  private static String cut(String text) {
    String line = text.strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST));
  }

  /** The kind in words: the status, or the outcome where it says more. */
  public String kind() {
    return outcome == Outcome.HTTP_ERROR && status.isPresent()
        ? "status " + status.get()
        : outcome.text().replace('_', ' ');
  }

  /** The failure in a line: its kind, and what was said. */
  public String words() {
    return kind()
        + text.map(said -> ": " + said.replaceAll("\\s+", " ")).orElse(", without a word");
  }

  /** Writes a scenario's; nothing where there are none. */
  static void write(Path file, List<FirstFailure> failures) throws IOException {
    if (!failures.isEmpty()) {
      Files.writeString(file, Json.mapper().writeValueAsString(failures) + "\n");
    }
  }

  /**
   * Reads a scenario's.
   *
   * @param warnings takes a line if the file is there and can't be read
   */
  static List<FirstFailure> read(Path file, List<String> warnings) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      if (Files.size(file) <= LARGEST_FILE) {
        List<FirstFailure> read =
            List.of(Json.mapper().readValue(file.toFile(), FirstFailure[].class));
        if (read.size() <= MOST && read.stream().allMatch(FirstFailure::possible)) {
          return read;
        }
      }
    } catch (IOException | NullPointerException | IllegalArgumentException broken) {
      // told below
    }
    warnings.add(file.getFileName() + " can't be read and is left out");
    return List.of();
  }

  private boolean possible() {
    return outcome != null
        && outcome.failed()
        && endUs >= 0
        && status.stream().allMatch(code -> code >= 100 && code <= 999);
  }
}
