package flowgauge.load.answer;

import flowgauge.record.sample.Column;
import flowgauge.record.sample.Sample;
import java.nio.charset.StandardCharsets;

/**
 * Reads an event stream as it comes, in any cut, and keeps when its content events came (WHATWG
 * HTML 9.2.6). A content event is one whose data is not empty, and says something as {@link
 * EventContent} has it: comments, and events that have a name alone, are none. It counts as come
 * with the bytes of the blank line that ends it; what stands behind the last blank line is no
 * event.
 *
 * <p>Data is handed on and not kept. One per connection; event loop only.
 */
final class EventStream {
  /** Takes the data of events. */
  interface Events {
    /** Bytes of the data of the event that is coming; lines are parted by a line feed. */
    void data(byte[] b, int from, int length);

    void over();
  }

  private enum Place {
    MARK,
    NAME,
    COLON,
    DATA,
    OTHER
  }

  /** So much of an event is kept, for a stream that lacks its end. */
  private static final int HEAD = 60;

  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] LINE_FEED = {'\n'};

  private final Events events;
  private final byte[] end;
  private final EventContent rule;

  private Place place;
  private int column;
  private boolean named;
  private boolean returned;
  private int lines;
  private boolean content;
  private int same;
  private boolean ended;
  private byte[] coming = new byte[HEAD];
  private byte[] last = new byte[HEAD];
  private int comingLength;
  private int lastLength;
  private long nowUs;
  private long count;
  private long firstUs;
  private long lastUs;
  private long longestUs;

  /**
   * @param end the data of the event that ends a stream, which is no content; null if none is known
   * @param events takes the data too; null if nobody does
   * @param rule which data is content; null where all is
   */
  EventStream(String end, Events events, EventContent rule) {
    this.rule = rule;
    this.end = end == null ? null : end.getBytes(StandardCharsets.UTF_8);
    this.events = events;
    begin();
  }

  void begin() {
    place = Place.MARK;
    column = 0;
    returned = false;
    ended = false;
    count = 0;
    lastLength = 0;
    firstUs = Sample.ABSENT;
    lastUs = Sample.ABSENT;
    longestUs = Sample.ABSENT;
    nextEvent();
  }

  private void nextEvent() {
    lines = 0;
    content = false;
    same = 0;
    comingLength = 0;
    if (rule != null) {
      rule.begin();
    }
  }

  /**
   * Takes bytes.
   *
   * @param readUs when they were read
   */
  void take(byte[] b, int from, int length, long readUs) {
    nowUs = readUs;
    int to = from + length;
    int i = from;
    while (i < to) {
      if (place == Place.MARK) {
        i = mark(b, i);
      } else if (b[i] == '\n' || b[i] == '\r') {
        boolean both = b[i] == '\n' && returned;
        returned = b[i] == '\r';
        if (!both) {
          lineOver();
        }
        i++;
      } else {
        returned = false;
        i = within(b, i, to);
      }
    }
  }

  /** A byte order mark may stand ahead of all; a part of one makes a line that is not known. */
  private int mark(byte[] b, int i) {
    if (b[i] == MARK[column]) {
      if (++column == MARK.length) {
        nextLine();
      }
      return i + 1;
    }
    boolean part = column > 0;
    nextLine();
    place = part ? Place.OTHER : Place.NAME;
    return i;
  }

  private void nextLine() {
    place = Place.NAME;
    column = 0;
    named = true;
  }

  private int within(byte[] b, int at, int to) {
    switch (place) {
      case NAME -> {
        if (b[at] == ':') {
          place = isData() ? Place.COLON : Place.OTHER;
          if (place == Place.COLON) {
            dataLine();
          }
        } else {
          named &= column < DATA.length && b[at] == DATA[column];
          column++;
        }
        return at + 1;
      }
      case COLON -> {
        place = Place.DATA;
        return b[at] == ' ' ? at + 1 : at;
      }
      default -> {
        int i = at;
        while (i < to && b[i] != '\n' && b[i] != '\r') {
          i++;
        }
        if (place == Place.DATA) {
          content = true;
          data(b, at, i - at);
        }
        return i;
      }
    }
  }

  private boolean isData() {
    return named && column == DATA.length;
  }

  private void dataLine() {
    if (lines++ > 0) {
      data(LINE_FEED, 0, 1);
    }
  }

  private void data(byte[] b, int from, int length) {
    for (int i = from; end != null && same >= 0 && i < from + length; i++) {
      same = same < end.length && b[i] == end[same] ? same + 1 : Sample.ABSENT;
    }
    if (end != null && comingLength < HEAD) {
      int more = Math.min(length, HEAD - comingLength);
      System.arraycopy(b, from, coming, comingLength, more);
      comingLength += more;
    }
    if (rule != null) {
      rule.take(b, from, length);
    }
    if (events != null) {
      events.data(b, from, length);
    }
  }

  private void lineOver() {
    if (place == Place.NAME && column == 0) {
      eventOver();
    } else if (place == Place.NAME && isData()) {
      dataLine();
    }
    nextLine();
  }

  private void eventOver() {
    boolean isEnd = end != null && lines > 0 && same == end.length;
    if (content) {
      byte[] room = last;
      last = coming;
      lastLength = comingLength;
      coming = room;
      ended = isEnd;
      if (!isEnd && (rule == null || rule.found())) {
        came();
      }
    }
    if (events != null && lines > 0) {
      events.over();
    }
    nextEvent();
  }

  private void came() {
    if (count++ == 0) {
      firstUs = nowUs;
    } else {
      longestUs = Math.max(longestUs, nowUs - lastUs);
    }
    lastUs = nowUs;
  }

  /** Whether the last event was the one that ends a stream. */
  boolean ended() {
    return ended;
  }

  /** How the data of the last event began; empty before the first. */
  String last() {
    return new String(last, 0, lastLength, StandardCharsets.UTF_8)
        + (lastLength == HEAD ? "..." : "");
  }

  /** Content events so far. */
  long count() {
    return count;
  }

  /**
   * Writes what is known of it into a row.
   *
   * @param endUs when the request was over
   * @param whole whether its answer came to its end; else the time since its last event, in which
   *     nothing came, is a gap too
   */
  void into(Sample row, long endUs, boolean whole) {
    long longest = whole || count == 0 || ended ? longestUs : Math.max(longestUs, endUs - lastUs);
    row.set(Column.EVENTS, count)
        .set(Column.FIRST_EVENT_US, firstUs)
        .set(
            Column.MEAN_GAP_US,
            count < 2 ? Sample.ABSENT : Math.round((double) (lastUs - firstUs) / (count - 1)))
        .set(Column.LONGEST_GAP_US, longest);
  }
}
