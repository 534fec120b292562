package flowgauge.load;

import java.nio.charset.StandardCharsets;

/**
 * What a response's head says of its framing (RFC 9112): status, Content-Length, Transfer-Encoding
 * and Connection. All else in it is passed over.
 */
final class ResponseHead {
  private static final byte[] VERSION = ascii("http/1.");
  private static final byte[] CONTENT_LENGTH = ascii("content-length");
  private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
  private static final byte[] CONNECTION = ascii("connection");
  private static final byte[] CHUNKED = ascii("chunked");
  private static final byte[] CLOSE = ascii("close");
  private static final byte[] KEEP_ALIVE = ascii("keep-alive");

  private int status;
  private long length;
  private boolean chunked;
  private boolean keepAlive;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Makes ready for the next one. */
  void reset() {
    set(0, -1, false, false);
  }

  /** What it is known to say. */
  void set(int status, long length, boolean chunked, boolean keepAlive) {
    this.status = status;
    this.length = length;
    this.chunked = chunked;
    this.keepAlive = keepAlive;
  }

  /** The status, 0 before it is known. */
  int status() {
    return status;
  }

  /** Content-Length, -1 for none. */
  long length() {
    return length;
  }

  /** Whether the body comes in chunks. */
  boolean chunked() {
    return chunked;
  }

  /** Whether it lets the connection carry another request. */
  boolean keepAlive() {
    return keepAlive;
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
    keepAlive = b[from + 7] != '0';
    return true;
  }

  /** Takes a header line; false if it is malformed. */
  boolean header(byte[] b, int from, int to) {
    int colon = from;
    while (colon < to && b[colon] != ':') {
      colon++;
    }
    if (colon == to || colon == from) {
      return false;
    }
    switch (colon - from) {
      case 10 -> {
        if (startsWith(b, from, colon, CONNECTION)) {
          if (has(b, colon, to, CLOSE)) {
            keepAlive = false;
          } else if (has(b, colon, to, KEEP_ALIVE)) {
            keepAlive = true;
          }
        }
      }
      case 14 -> {
        if (startsWith(b, from, colon, CONTENT_LENGTH)) {
          return contentLength(b, colon + 1, to);
        }
      }
      case 17 -> {
        if (startsWith(b, from, colon, TRANSFER_ENCODING)) {
          chunked = has(b, colon, to, CHUNKED);
        }
      }
      default -> {
        // not needed for framing
      }
    }
    return true;
  }

  private boolean contentLength(byte[] b, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && (b[start] == ' ' || b[start] == '\t')) {
      start++;
    }
    while (end > start && (b[end - 1] == ' ' || b[end - 1] == '\t')) {
      end--;
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      value = value * 10 + digit;
    }
    if (start == end || end - start > 18 || length >= 0 && length != value) {
      return false;
    }
    length = value;
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

  private static boolean has(byte[] b, int from, int to, byte[] lowerCase) {
    for (int i = from; i + lowerCase.length <= to; i++) {
      if (startsWith(b, i, to, lowerCase)) {
        return true;
      }
    }
    return false;
  }

  private static int lower(byte c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }
}
