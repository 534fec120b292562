package flowgauge.load.answer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a response's head says of its framing and coding (RFC 9110, RFC 9112): status,
 * Content-Length, Transfer-Encoding, Connection, Content-Encoding and Content-Type; Server-Timing
 * is kept as it stands. Fields that come again and values that are listed or folded over lines are
 * read as one. All else is passed over.
 */
final class ResponseHead {
  enum Coding {
    IDENTITY,
    GZIP,
    DEFLATE,
    /** One that is not read here, or several. */
    OTHER
  }

  private enum Field {
    NONE,
    CONTENT_LENGTH,
    TRANSFER_ENCODING,
    CONNECTION,
    CONTENT_ENCODING,
    CONTENT_TYPE,
    SERVER_TIMING,
    ANY
  }

  private static final byte[] VERSION = ascii("http/1.");
  private static final byte[] CONTENT_LENGTH = ascii("content-length");
  private static final byte[] CONTENT_ENCODING = ascii("content-encoding");
  private static final byte[] CONTENT_TYPE = ascii("content-type");
  private static final byte[] SERVER_TIMING = ascii("server-timing");

  /** A longer one is no use, and is passed over. */
  private static final int MOST_TIMING = 8 << 10;

  private static final byte[] EVENT_STREAM = ascii("text/event-stream");
  private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
  private static final byte[] CONNECTION = ascii("connection");
  private static final byte[] CHUNKED = ascii("chunked");
  private static final byte[] IDENTITY = ascii("identity");
  private static final byte[] GZIP = ascii("gzip");
  private static final byte[] X_GZIP = ascii("x-gzip");
  private static final byte[] DEFLATE = ascii("deflate");
  private static final byte[] CLOSE = ascii("close");
  private static final byte[] KEEP_ALIVE = ascii("keep-alive");

  private int status;
  private boolean persistent;
  private boolean close;
  private boolean keep;
  private long length;
  private boolean transferCoded;
  private boolean chunked;
  private Coding coding;
  private boolean eventStream;
  private byte[] timing = {};
  private int timingLength;
  private Field last;
  private boolean valueFollows;

  ResponseHead() {
    reset();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void reset() {
    status = 0;
    persistent = false;
    close = false;
    keep = false;
    length = -1;
    transferCoded = false;
    chunked = false;
    coding = Coding.IDENTITY;
    eventStream = false;
    timingLength = 0;
    last = Field.NONE;
    valueFollows = false;
  }

  /** Says from now on what the other says. */
  void copy(ResponseHead other) {
    status = other.status;
    persistent = other.persistent;
    close = other.close;
    keep = other.keep;
    length = other.length;
    transferCoded = other.transferCoded;
    chunked = other.chunked;
    coding = other.coding;
    eventStream = other.eventStream;
    timingLength = 0;
    timing(other.timing, 0, other.timingLength);
    last = other.last;
    valueFollows = other.valueFollows;
  }

  /** The status, 0 before it is known. */
  int status() {
    return status;
  }

  /** Content-Length, -1 for none. */
  long length() {
    return length;
  }

  boolean chunked() {
    return chunked;
  }

  /** Whether a transfer coding frames the body, so that its length does not. */
  boolean transferCoded() {
    return transferCoded;
  }

  Coding coding() {
    return coding;
  }

  boolean eventStream() {
    return eventStream;
  }

  /** What Server-Timing says, as many bytes as it is long. */
  byte[] serverTiming() {
    return timing;
  }

  /** Bytes of Server-Timing, 0 for none. */
  int serverTimingLength() {
    return timingLength;
  }

  private void timing(byte[] b, int from, int to) {
    int more = to - from;
    if (more == 0 || timingLength + more + 1 > MOST_TIMING) {
      return;
    }
    if (timingLength + more + 1 > timing.length) {
      timing = Arrays.copyOf(timing, Math.max(256, 2 * (timingLength + more + 1)));
    }
    if (timingLength > 0) {
      timing[timingLength++] = ',';
    }
    System.arraycopy(b, from, timing, timingLength, more);
    timingLength += more;
  }

  /** Whether it lets the connection carry another request. */
  boolean keepAlive() {
    return !close && (persistent || keep);
  }

  /** Whether a length was named and none given. */
  boolean lacksLength() {
    return valueFollows && !transferCoded;
  }

  /** Takes a status line; false if it is none. */
  boolean statusLine(byte[] b, int from, int to) {
    if (to - from < 12 || !startsWith(b, from, to, VERSION) || b[from + 8] != ' ') {
      return false;
    }
    int code = 0;
    for (int i = from + 9; i < from + 12; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      code = code * 10 + digit;
    }
    if (code < 100 || to - from > 12 && b[from + 12] != ' ') {
      return false;
    }
    status = code;
    persistent = b[from + 7] != '0';
    return true;
  }

  /** Takes a header line, or one more line of the header before; false if it is malformed. */
  boolean header(byte[] b, int from, int to) {
    if (blank(b[from])) {
      return last != Field.NONE && value(b, from, to);
    }
    int colon = from;
    while (colon < to && b[colon] != ':') {
      colon++;
    }
    int end = colon;
    while (end > from && blank(b[end - 1])) {
      end--;
    }
    if (colon == to || end == from) {
      return false;
    }
    last = field(b, from, end);
    if (last == Field.CONTENT_LENGTH) {
      valueFollows = true;
    }
    return value(b, colon + 1, to);
  }

  private static Field field(byte[] b, int from, int to) {
    return switch (to - from) {
      case 10 -> startsWith(b, from, to, CONNECTION) ? Field.CONNECTION : Field.ANY;
      case 13 -> startsWith(b, from, to, SERVER_TIMING) ? Field.SERVER_TIMING : Field.ANY;
      case 12 -> startsWith(b, from, to, CONTENT_TYPE) ? Field.CONTENT_TYPE : Field.ANY;
      case 14 -> startsWith(b, from, to, CONTENT_LENGTH) ? Field.CONTENT_LENGTH : Field.ANY;
      case 16 -> startsWith(b, from, to, CONTENT_ENCODING) ? Field.CONTENT_ENCODING : Field.ANY;
      case 17 -> startsWith(b, from, to, TRANSFER_ENCODING) ? Field.TRANSFER_ENCODING : Field.ANY;
      default -> Field.ANY;
    };
  }

  /** Takes a value, or a further line of it: members with commas between. */
  private boolean value(byte[] b, int from, int to) {
    if (last == Field.ANY) {
      return true; // not needed here
    }
    if (last == Field.SERVER_TIMING) {
      timing(b, from, to); // commas may stand in its texts
      return true;
    }
    for (int i = from; i < to; i++) {
      int start = i;
      while (i < to && b[i] != ',') {
        i++;
      }
      int end = i;
      while (start < end && blank(b[start])) {
        start++;
      }
      while (end > start && blank(b[end - 1])) {
        end--;
      }
      if (end > start && !member(b, start, end)) {
        return false;
      }
    }
    return true;
  }

  private boolean member(byte[] b, int from, int to) {
    switch (last) {
      case CONTENT_LENGTH -> {
        return contentLength(b, from, to);
      }
      case CONNECTION -> {
        close |= is(b, from, to, CLOSE);
        keep |= is(b, from, to, KEEP_ALIVE);
      }
      case CONTENT_TYPE -> eventStream = is(b, from, to, EVENT_STREAM);
      case TRANSFER_ENCODING -> {
        if (!is(b, from, to, IDENTITY)) {
          coding = transferCoded || !is(b, from, to, CHUNKED) ? Coding.OTHER : coding;
          transferCoded = true;
          chunked = is(b, from, to, CHUNKED); // as the last one it frames the body
        }
      }
      default -> {
        if (is(b, from, to, GZIP) || is(b, from, to, X_GZIP)) {
          coding = coding == Coding.IDENTITY ? Coding.GZIP : Coding.OTHER;
        } else if (is(b, from, to, DEFLATE)) {
          coding = coding == Coding.IDENTITY ? Coding.DEFLATE : Coding.OTHER;
        } else if (!is(b, from, to, IDENTITY)) {
          coding = Coding.OTHER;
        }
      }
    }
    return true;
  }

  private boolean contentLength(byte[] b, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
        return false;
      }
      value = value * 10 + digit;
    }
    if (length >= 0 && length != value) {
      return false;
    }
    length = value;
    valueFollows = false;
    return true;
  }

  /** Whether these bytes may be the beginning of a status line. */
  static boolean mayBegin(byte[] b, int length) {
    for (int i = 0; i < Math.min(length, VERSION.length); i++) {
      if (lower(b[i]) != VERSION[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean blank(byte c) {
    return c == ' ' || c == '\t';
  }

  private static boolean startsWith(byte[] b, int from, int to, byte[] lowerCase) {
    if (to - from < lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      if (lower(b[from + i]) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is that token, with or without parameters. */
  private static boolean is(byte[] b, int from, int to, byte[] lowerCase) {
    int end = from + lowerCase.length;
    return startsWith(b, from, to, lowerCase) && (end == to || b[end] == ';' || blank(b[end]));
  }

  private static int lower(byte c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }
}
