package flowgauge.load.answer;

import flowgauge.record.sample.Sample;

/**
 * Reads durations out of the header {@code Server-Timing} (W3C, Server Timing 3): {@code
 * db;dur=53.2;desc="a, b", app;dur=47}, in milliseconds. What is malformed is passed over. Where
 * the bytes lie, as every answer may have it.
 */
final class ServerTiming {
  private static final double LONGEST_MS = 31.0 * 24 * 3600 * 1e3;
  private static final int MOST_DIGITS = 12;
  private static final byte[] DURATION = {'d', 'u', 'r'};

  private byte[] text;
  private int length;
  private int at;
  private int from; // of the last token, or what is quoted
  private int to;

  /**
   * The duration of a metric, microseconds; absent where the header has none that can be. The first
   * of equal name counts.
   *
   * @param value of the header, all of its lines joined by commas
   * @param bytes of it
   * @param metric its name
   */
  long us(byte[] value, int bytes, byte[] metric) {
    text = value;
    length = bytes;
    at = 0;
    while (at < length) {
      long us = metric(metric);
      if (us >= 0) {
        return us;
      }
    }
    return Sample.ABSENT;
  }

  /** Reads one up to behind its comma: its duration if it is the one that is wanted. */
  private long metric(byte[] wanted) {
    token();
    boolean own = is(wanted, 0);
    long us = Sample.ABSENT;
    while (at < length && text[at] != ',') {
      at++; // a semicolon, or what does not belong here
      token();
      boolean duration = is(DURATION, 'a' - 'A');
      if (at < length && text[at] == '=') {
        at++;
        parameter();
        us = us == Sample.ABSENT && own && duration ? micros() : us;
      }
    }
    at++;
    return us;
  }

  /** Whether the token is that one; with {@code 0x20} in any case. */
  private boolean is(byte[] name, int fold) {
    boolean same = to - from == name.length;
    for (int i = 0; same && i < name.length; i++) {
      same = (text[from + i] | fold) == name[i];
    }
    return same;
  }

  private void parameter() {
    blanks();
    if (at == length || text[at] != '"') {
      token();
      return;
    }
    from = ++at;
    while (at < length && text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    at = Math.min(at, length);
    to = at;
    at++;
  }

  private void token() {
    blanks();
    from = at;
    while (at < length && !ends(text[at])) {
      at++;
    }
    to = at;
    blanks();
  }

  private static boolean ends(byte c) {
    return c == ';' || c == ',' || c == '=' || c == ' ' || c == '\t' || c == '"';
  }

  private void blanks() {
    while (at < length && (text[at] == ' ' || text[at] == '\t')) {
      at++;
    }
  }

  /** What was read last as milliseconds: digits, with or without a point. */
  private long micros() {
    double ms = 0;
    double unit = 1;
    int digits = 0;
    boolean fraction = false;
    for (int i = from; i < to; i++) {
      if (text[i] == '.' && !fraction) {
        fraction = true;
      } else if (text[i] >= '0' && text[i] <= '9' && (fraction || digits < MOST_DIGITS)) {
        digits++;
        unit = fraction ? unit / 10 : unit;
        ms = fraction ? ms + (text[i] - '0') * unit : 10 * ms + text[i] - '0';
      } else {
        return Sample.ABSENT;
      }
    }
    return digits > 0 && ms <= LONGEST_MS ? Math.round(ms * 1e3) : Sample.ABSENT;
  }
}
