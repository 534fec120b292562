package flowgauge.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a server printed while it started. */
final class ServerLog {
  private static final Pattern EXCEPTION = Pattern.compile("[\\w.]*(Error|Exception|Exit)\\b.*");
  private static final Pattern READY =
      Pattern.compile("executor initializing succeed|Application startup complete");

  private ServerLog() {}

  /** The first line that names an error, else the last line, else a few words. */
  static String reason(Path log) {
    List<String> lines = lines(log);
    return lines.stream()
        .filter(
            line -> EXCEPTION.matcher(line).matches() || line.contains("Address already in use"))
        .findFirst()
        .orElse(lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1))
        .strip();
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
