package flowgauge.command;

import java.io.PrintStream;

/**
 * Text as a terminal may get it. What a server, a file or a caller wrote stands in it, and could
 * move the cursor, colour or rename the window, or turn the order of letters round.
 */
public final class TerminalText {
  private TerminalText() {}

  /**
   * The text with control characters (C0 but for tab and the ends of lines, DEL, C1), characters
   * that are not seen (bidirectional overrides, zero width) and Unicode's own line ends written as
   * JSON escapes them, so that JSON stays what it was.
   */
  public static String of(String text) {
    StringBuilder shown = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (steers(c, next < text.length() ? text.charAt(next) : 0)) {
        shown = shown == null ? new StringBuilder().append(text, 0, i) : shown;
        for (char half : Character.toChars(c)) {
          shown.append("\\u%04x".formatted((int) half));
        }
      } else if (shown != null) {
        shown.appendCodePoint(c);
      }
      i = next;
    }
    return shown == null ? text : shown.toString();
  }

  private static boolean steers(int c, char next) {
    if (c == '\n' || c == '\t' || c == '\r' && next == '\n') {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** Prints a line, or lines, in that way. */
  public static void print(PrintStream out, String text) {
    out.println(of(text));
  }
}
