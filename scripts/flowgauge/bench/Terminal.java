package flowgauge.bench;

import flowgauge.command.TerminalText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where progress goes: standard error, as one line that rewrites itself on a terminal and as plain
 * lines elsewhere. Standard output is left to results.
 */
final class Terminal {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final PrintStream out = System.err;
  private final boolean interactive = interactive();
  private boolean partial;

  private static boolean interactive() {
    try {
      String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | RuntimeException noProc) {
      return System.console() != null;
    }
  }

  boolean rewrites() {
    return interactive;
  }

  synchronized void line(String text) {
    clear();
    TerminalText.print(out, text);
  }

  /** A line that the next one replaces; only on a terminal. */
  synchronized void status(String text) {
    if (interactive) {
      out.print(CLEAR_LINE + TerminalText.of(text));
      out.flush();
      partial = true;
    }
  }

  /** Takes the status line away. */
  synchronized void clear() {
    if (partial) {
      out.print(CLEAR_LINE);
      out.flush();
      partial = false;
    }
  }
}
