package flowgauge.load.answer;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Reads HTTP/1.x responses (RFC 9112) from bytes as they come, in any cut: lines, framing and body;
 * {@link ResponseHead} knows what the head's lines say.
 *
 * <p>Not thread-safe; one per connection, {@link #reset} before each response. It exists because a
 * general codec makes objects per message, which the driver's rate does not bear.
 */
public final class ResponseParser {
  /** Of all header, interim and trailer lines of a response together, and of one line. */
  static final int LONGEST_HEAD = 256 * 1024;

  /** Who takes a response's body as it comes. */
  interface Body {
    /** A response's head is over; it says what its body is, if there is any. */
    void begin(ResponseHead head);

    /** Bytes of the body, without chunk framing. */
    void take(byte[] b, int from, int length);
  }

  /** Why a response is malformed, as what is said of it. */
  enum Fault {
    NO_STATUS_LINE("is not HTTP/1.1 or 1.0"),
    /** No header line, or a length that is none. */
    HEADER("has a header that is not valid HTTP"),
    /** Beyond the bound. */
    TOO_LONG("has a head longer than " + (LONGEST_HEAD >> 10) + " KiB"),
    /** What stands where a chunk's size or end should. */
    CHUNK("is cut into chunks in a way that is not valid HTTP");

    private final String words;

    Fault(String words) {
      this.words = words;
    }

    /** Words to follow "an answer that". */
    String words() {
      return words;
    }
  }

  private enum State {
    STATUS_LINE,
    HEADERS,
    LENGTH,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    UNTIL_CLOSE,
    DONE,
    MALFORMED
  }

  private final Body body;
  private final KnownHead known;
  private State state = State.STATUS_LINE;
  private boolean head;
  private byte[] carry = new byte[256];
  private int carried;
  private int lineBytes;
  private final ResponseHead said = new ResponseHead();
  private boolean lastOfConnection;
  private long remaining;
  private long bodyBytes;
  private Fault fault;
  private final IntUnaryOperator wanted;
  private byte[] begin = {};
  private int kept;
  private int keep;

  /**
   * A parser.
   *
   * @param body who takes the body; null if nobody does
   * @param known shared with the other parsers of the same event loop
   */
  ResponseParser(Body body, KnownHead known) {
    this(body, known, status -> 0);
  }

  /** A parser that keeps as many of a body's first bytes as are wanted at its status. */
  public ResponseParser(Body body, KnownHead known, IntUnaryOperator wanted) {
    this.body = body;
    this.wanted = wanted;
    this.known = known;
  }

  /** Makes ready for the next response; {@code head} if its request was a HEAD. */
  public void reset(boolean headRequest) {
    head = headRequest;
    carried = 0;
    lineBytes = 0;
    bodyBytes = 0;
    kept = 0;
    keep = 0;
    fault = null;
    expectStatusLine();
  }

  private void expectStatusLine() {
    state = State.STATUS_LINE;
    said.reset();
    lastOfConnection = false;
  }

  public boolean done() {
    return state == State.DONE;
  }

  public boolean malformed() {
    return state == State.MALFORMED;
  }

  /** The final status, 0 before it is known. */
  public int status() {
    return said.status();
  }

  /** Whether the connection may carry another request. */
  public boolean keepAlive() {
    return said.keepAlive() && !lastOfConnection;
  }

  /** Bytes of the body so far, without chunk framing. */
  public long bodyBytes() {
    return bodyBytes;
  }

  /** Why it is malformed; null if it is not. */
  public Fault fault() {
    return fault;
  }

  /** The connection was closed: the end of a response that is framed by it. */
  public void closed() {
    if (state == State.UNTIL_CLOSE) {
      state = State.DONE;
    }
  }

  /**
   * Takes bytes.
   *
   * @return the index behind the last byte taken; less than {@code to} only once done or malformed
   */
  public int parse(byte[] b, int from, int to) {
    int i = head(b, from, to);
    while (i < to) {
      switch (state) {
        case DONE, MALFORMED -> {
          return i;
        }
        case LENGTH, CHUNK -> {
          int n = (int) Math.min(remaining, to - i);
          take(b, i, n);
          i += n;
          remaining -= n;
          if (remaining == 0) {
            state = state == State.LENGTH ? State.DONE : State.CHUNK_END;
          }
        }
        case UNTIL_CLOSE -> {
          take(b, i, to - i);
          i = to;
        }
        default -> i = line(b, i, to);
      }
    }
    return i;
  }

  /** Takes a head that comes whole in these bytes, or as much of one as is there. */
  private int head(byte[] b, int from, int to) {
    if (state != State.STATUS_LINE || carried > 0) {
      return from;
    }
    if (known.opens(b, from, to)) {
      said.copy(known.said());
      headersOver();
      return from + known.size();
    }
    int i = from;
    while (i < to && (state == State.STATUS_LINE || state == State.HEADERS)) {
      i = line(b, i, to);
    }
    if (state != State.STATUS_LINE && state != State.HEADERS && state != State.MALFORMED) {
      known.keep(b, from, i, said);
    }
    return i;
  }

  private int line(byte[] b, int from, int to) {
    int end = from;
    while (end < to && b[end] != '\n') {
      end++;
    }
    if (state != State.CHUNK_SIZE && state != State.CHUNK_END) {
      lineBytes += Math.min(to, end + 1) - from;
      if (lineBytes > LONGEST_HEAD) {
        malformed(Fault.TOO_LONG); // else a head without end would be read until the timeout
        return end;
      }
    }
    if (end == to || carried > 0) {
      int n = end - from;
      if (carried + n > LONGEST_HEAD) {
        malformed(Fault.CHUNK); // of a size
        return end;
      }
      if (carried + n > carry.length) {
        carry = Arrays.copyOf(carry, Math.max(carried + n, 2 * carry.length));
      }
      System.arraycopy(b, from, carry, carried, n);
      carried += n;
      if (end == to) {
        if (state == State.STATUS_LINE && !ResponseHead.mayBegin(carry, carried)) {
          malformed(Fault.NO_STATUS_LINE); // no need to wait for the end of what is no HTTP
        }
        return to;
      }
      int whole = carried;
      carried = 0;
      content(carry, 0, whole > 0 && carry[whole - 1] == '\r' ? whole - 1 : whole);
    } else {
      content(b, from, end > from && b[end - 1] == '\r' ? end - 1 : end);
    }
    return end + 1;
  }

  private void content(byte[] b, int from, int to) {
    switch (state) {
      case STATUS_LINE -> {
        if (said.statusLine(b, from, to)) {
          state = State.HEADERS;
        } else {
          malformed(Fault.NO_STATUS_LINE);
        }
      }
      case HEADERS -> {
        if (from == to) {
          headersOver();
        } else if (!said.header(b, from, to)) {
          malformed(Fault.HEADER);
        }
      }
      case CHUNK_SIZE -> chunkSize(b, from, to);
      case CHUNK_END -> {
        if (from == to) {
          state = State.CHUNK_SIZE;
        } else {
          malformed(Fault.CHUNK);
        }
      }
      case TRAILERS -> {
        if (from == to) {
          state = State.DONE;
        }
      }
      default -> throw new IllegalStateException(state.toString());
    }
  }

  private void malformed(Fault why) {
    state = State.MALFORMED;
    fault = why;
  }

  private void headersOver() {
    int status = said.status();
    keep = wanted.applyAsInt(status);
    if (body != null && status >= 200) {
      body.begin(said);
    }
    if (status < 200 && status != 101) {
      expectStatusLine(); // an interim response: the final one follows
    } else if (status == 101) {
      lastOfConnection = true; // what follows is another protocol
      state = State.DONE;
    } else if (head || status == 204 || status == 304) {
      state = State.DONE;
    } else if (said.lacksLength()) {
      malformed(Fault.HEADER);
    } else if (said.chunked()) {
      state = State.CHUNK_SIZE;
    } else if (said.length() >= 0 && !said.transferCoded()) {
      remaining = said.length();
      state = remaining == 0 ? State.DONE : State.LENGTH;
    } else {
      lastOfConnection = true;
      state = State.UNTIL_CLOSE;
    }
  }

  private void chunkSize(byte[] b, int from, int to) {
    long size = 0;
    int i = from;
    boolean fits = true;
    for (int digit; i < to && (digit = Character.digit(b[i], 16)) >= 0; i++) {
      fits &= size <= Long.MAX_VALUE >> 4;
      size = size << 4 | digit;
    }
    if (i == from || !fits || i < to && b[i] != ';' && b[i] != ' ' && b[i] != '\t') {
      malformed(Fault.CHUNK);
    } else {
      remaining = size;
      state = size == 0 ? State.TRAILERS : State.CHUNK;
    }
  }

  /** The first bytes of the body, as many as were wanted and came. */
  public byte[] begin() {
    return Arrays.copyOf(begin, kept);
  }

  private void take(byte[] b, int from, int n) {
    bodyBytes += n;
    int room = Math.min(n, keep - kept);
    if (room > 0) {
      if (kept + room > begin.length) {
        begin = Arrays.copyOf(begin, keep);
      }
      System.arraycopy(b, from, begin, kept, room);
      kept += room;
    }
    if (body != null) {
      body.take(b, from, n);
    }
  }
}
