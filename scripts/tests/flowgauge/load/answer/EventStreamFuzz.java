package flowgauge.load.answer;

import flowgauge.fuzz.FuzzTarget;
import flowgauge.record.sample.Sample;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Event streams: the same events in any cut, and those that the specification's words make. */
public final class EventStreamFuzz {
  private static final String END = "[DONE]";

  /** An event: its data, and the byte that ended it. */
  record Event(String data, int at) {}

  /** What was handed on. */
  static final class Kept implements EventStream.Events {
    final List<String> data = new ArrayList<>();
    private final ByteArrayOutputStream now = new ByteArrayOutputStream();

    @Override
    public void data(byte[] b, int from, int length) {
      now.write(b, from, length);
    }

    @Override
    public void over() {
      data.add(now.toString(StandardCharsets.ISO_8859_1));
      now.reset();
    }
  }

  private EventStreamFuzz() {}

  /** The stream. */
  public static void fuzzerTestOneInput(byte[] stream) {
    check(stream, stream.length);
    check(stream, 1);
    check(stream, 3);
  }

  /** Reads it in pieces of a size, the time of each being the index of its last byte. */
  static void check(byte[] stream, int piece) {
    Kept kept = new Kept();
    EventStream read = new EventStream(END, kept, null);
    for (int at = 0; at < stream.length; at += piece) {
      int length = Math.min(piece, stream.length - at);
      read.take(stream, at, length, at + length - 1);
    }
    List<Event> events = events(stream);
    String text = new String(stream, StandardCharsets.ISO_8859_1);
    FuzzTarget.must(
        kept.data.equals(events.stream().map(Event::data).toList()), "other data in: " + text);
    List<Event> full = events.stream().filter(e -> !e.data().replace("\n", "").isEmpty()).toList();
    List<Event> content = full.stream().filter(e -> !e.data().equals(END)).toList();
    boolean ended = !full.isEmpty() && full.get(full.size() - 1).data().equals(END);
    FuzzTarget.must(read.count() == content.size(), "another number of events in: " + text);
    FuzzTarget.must(read.ended() == ended, "another end in: " + text);
    Sample row = new Sample();
    read.into(row, stream.length, true);
    List<Long> times =
        content.stream()
            .map(e -> Math.min(stream.length, (e.at() / piece + 1L) * piece) - 1)
            .toList();
    long longest = Sample.ABSENT;
    for (int i = 1; i < times.size(); i++) {
      longest = Math.max(longest, times.get(i) - times.get(i - 1));
    }
    FuzzTarget.must(row.longestGapUs() == longest, "another longest gap in: " + text);
    FuzzTarget.must(
        row.firstEventUs() == (times.isEmpty() ? Sample.ABSENT : times.get(0)),
        "another first event in: " + text);
  }

  /** WHATWG HTML 9.2.6, word for word, on the whole; a byte a character. */
  private static List<Event> events(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
    List<Event> events = new ArrayList<>();
    StringBuilder data = new StringBuilder();
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
        end++;
      }
      if (end == text.length()) {
        return events; // a line without an end
      }
      String line = text.substring(at, end);
      if (line.isEmpty()) {
        if (data.length() > 0) {
          events.add(new Event(data.substring(0, data.length() - 1), end));
        }
        data.setLength(0);
      } else {
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        if (field.equals("data")) {
          data.append(value.startsWith(" ") ? value.substring(1) : value).append('\n');
        }
      }
      at = text.startsWith("\r\n", end) ? end + 2 : end + 1;
    }
    return events;
  }
}
