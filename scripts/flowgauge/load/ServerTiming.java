package flowgauge.load;

import flowgauge.record.Sample;
import java.nio.charset.StandardCharsets;

/**
 * Reads durations out of the header {@code Server-Timing} (W3C, Server Timing 3): {@code
 * db;dur=53.2;desc="a, b", app;dur=47}, in milliseconds. What is malformed is passed over.
 */
final class ServerTiming {
  private static final double LONGEST_MS = 31.0 * 24 * 3600 * 1e3;

  private final String text;
  private int at;

  private ServerTiming(String text) {
    this.text = text;
  }

  /**
   * The duration of a metric, microseconds; absent where the header has none that can be. The first
   * of equal name counts.
   *
   * @param value of the header, all of its lines joined by commas
   * @param metric its name
   */
  static long us(byte[] value, int length, String metric) {
    ServerTiming read = new ServerTiming(new String(value, 0, length, StandardCharsets.ISO_8859_1));
    while (read.at < read.text.length()) {
      long us = read.metric(metric);
      if (us >= 0) {
        return us;
      }
    }
    return Sample.ABSENT;
  }

  /** Reads one up to behind its comma: its duration if it is the one that is wanted. */
  private long metric(String wanted) {
    boolean own = token().equals(wanted);
    long us = Sample.ABSENT;
    while (at < text.length() && text.charAt(at) != ',') {
      at++; // a semicolon, or what does not belong here
      if (token().equalsIgnoreCase("dur") && at < text.length() && text.charAt(at) == '=') {
        at++;
        String duration = parameter();
        us = us == Sample.ABSENT && own ? micros(duration) : us;
      } else if (at < text.length() && text.charAt(at) == '=') {
        at++;
        parameter();
      }
    }
    at++;
    return us;
  }

  private String parameter() {
    blanks();
    if (at == text.length() || text.charAt(at) != '"') {
      return token();
    }
    StringBuilder quoted = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
      quoted.append(text.charAt(at));
    }
    at++;
    return quoted.toString();
  }

  private String token() {
    blanks();
    int from = at;
    while (at < text.length() && ";,= \t\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String token = text.substring(from, at);
    blanks();
    return token;
  }

  private void blanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private static long micros(String milliseconds) {
    if (!milliseconds.matches("[0-9]{1,12}(\\.[0-9]{0,30})?|\\.[0-9]{1,30}")) {
      return Sample.ABSENT;
    }
    double ms = Double.parseDouble(milliseconds);
    return ms <= LONGEST_MS ? Math.round(ms * 1e3) : Sample.ABSENT;
  }
}
