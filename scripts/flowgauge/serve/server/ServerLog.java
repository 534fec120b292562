package flowgauge.serve.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a server printed as it started and as it ended: the first and last MiB of its log,
 * which a flow may fill with bodies of any size.
 */
public final class ServerLog {
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

  private static final String TRACEBACK = "Traceback (most recent call last)";

  private static final Pattern FRAME = Pattern.compile("^ +File \"([^\"]+)\", line (\\d+)");

  private static final Pattern LIBRARY = Pattern.compile("^<|/(site|dist)-packages/|/lib/python");

  private static final int KILL = 9;
  private static final int WINDOW = 1 << 20;

  /** In characters: more of a line tells a reader nothing. */
  private static final int LONGEST = 1_000;

  private ServerLog() {}

  /** What is said of one that ended by itself. */
  public static String ended(String what, Path log) {
    return "%s ended: %s (all it printed: %s)".formatted(what, reason(log), log);
  }

  /** What is said of one that a signal ended: nothing that it printed tells why. */
  public static String killed(String what, int signal, Path log) {
    return "%s was killed by signal %d%s (all it printed: %s)"
        .formatted(
            what,
            signal,
            signal == KILL ? ", from outside or by the kernel for want of memory" : "",
            log);
  }

  /** The first line that names an error, else the last line, else a few words. */
  public static String reason(Path log) {
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
              lines.get(i).strip()
                  + (unfinished ? " " + lines.get(i + 1).strip() : "")
                  + place(lines.subList(0, i)));
        }
      }
    }
    return Optional.empty();
  }

  /** Where in the served files a traceback that ends here came by last; empty where in none. */
  private static String place(List<String> above) {
    for (int i = above.size() - 1; i >= 0 && !above.get(i).contains(TRACEBACK); i--) {
      Matcher frame = FRAME.matcher(above.get(i));
      if (frame.find() && !LIBRARY.matcher(frame.group(1)).find()) {
        String file = frame.group(1).replaceFirst("^.*/app/|^.*/(?=[^/]*$)", "");
        return " (%s, line %s)".formatted(file, frame.group(2));
      }
      if (!above.get(i).startsWith(" ")) {
        return "";
      }
    }
    return "";
  }

  /** How many lines a pattern is found in. */
  static long count(Pattern pattern, Path log) {
    return lines(log).stream().filter(line -> pattern.matcher(line).find()).count();
  }

  private static List<String> lines(Path log) {
    try (FileChannel file = FileChannel.open(log)) {
      long size = file.size();
      String text =
          size <= 2 * WINDOW
              ? read(file, 0, (int) size)
              : read(file, 0, WINDOW) + "\n" + read(file, size - WINDOW, WINDOW);
      return text.lines()
          .filter(line -> !line.isBlank())
          .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line)
          .toList();
    } catch (IOException absent) {
      return List.of();
    }
  }

  private static String read(FileChannel file, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {}
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }
}
