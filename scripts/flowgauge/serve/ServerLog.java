package flowgauge.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a server printed while it started. */
final class ServerLog {
  /**
   * What says most comes first: memory used up, a port in use, an exception, any line marked as an
   * error.
   */
  private static final List<Pattern> REASONS =
      List.of(
          Pattern.compile(".*[Oo]ut of memory.*"),
          Pattern.compile("(?i).*(address already|connection) in use.*"),
          Pattern.compile("[\\w.]*(Error|Exception|Exit)\\b.*"),
          Pattern.compile(".*\\bERROR\\b.*"));

  private static final int KILL = 9;

  private static final Pattern READY =
      Pattern.compile("executor initializing succeed|Application startup complete");

  private ServerLog() {}

  /** What is said of one that ended by itself. */
  static String ended(String what, Path log) {
    return "%s ended: %s (all it printed: %s)".formatted(what, reason(log), log);
  }

  /** What is said of one that a signal ended: nothing that it printed tells why. */
  static String killed(String what, int signal, Path log) {
    return "%s was killed by signal %d%s (all it printed: %s)"
        .formatted(
            what,
            signal,
            signal == KILL ? ", from outside or by the kernel for want of memory" : "",
            log);
  }

  /** The first line that names an error, else the last line, else a few words. */
  static String reason(Path log) {
    List<String> lines = lines(log);
    return error(log)
        .orElse(lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1).strip());
  }

  /** The first line that names an error; empty if none does. */
  static Optional<String> error(Path log) {
    List<String> lines = lines(log);
    for (Pattern pattern : REASONS) {
      for (int i = 0; i < lines.size(); i++) {
        if (pattern.matcher(lines.get(i)).matches()) {
          boolean unfinished = lines.get(i).endsWith(":") && i + 1 < lines.size();
          return Optional.of(
              lines.get(i).strip() + (unfinished ? " " + lines.get(i + 1).strip() : ""));
        }
      }
    }
    return Optional.empty();
  }

  /** How many workers have said that they are ready. */
  static long ready(Path log) {
    return lines(log).stream().filter(line -> READY.matcher(line).find()).count();
  }

  private static List<String> lines(Path log) {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException absent) {
      return List.of();
    }
  }
}
