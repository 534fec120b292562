package flowgauge.load.answer;

import flowgauge.load.answer.ResponseHead.Coding;
import flowgauge.record.sample.Sample;
import flowgauge.scenario.Expectation;
import flowgauge.scenario.ServerTimes;
import java.util.List;
import java.util.Optional;

/**
 * All that is read out of a response's body as it comes: the server's times, the events of a
 * stream, what it is expected to hold. A part that is not needed is not made. One per connection;
 * event loop only.
 */
public final class AnswerBody implements ResponseParser.Body, EventStream.Events {
  private final ReportedTimes times;
  private final ExpectedContent expected;
  private final String end;
  private final String content;
  private EventStream stream;
  private boolean streaming;
  private long readUs;

  /**
   * For answers that may carry these times, and are expected to hold all that is named.
   *
   * @param content where an event of a stream has its text; empty where nobody says
   */
  public AnswerBody(ServerTimes times, List<Expectation> expectations, Optional<String> content) {
    this.times = ReportedTimes.of(times);
    this.content = content.orElse(null);
    this.expected = ExpectedContent.of(expectations);
    this.end =
        expectations.stream()
            .map(Expectation::end)
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(null);
  }

  /** A request is sent: what was known of the last answer is forgotten. */
  public void reset() {
    streaming = false;
  }

  /** The bytes that come next were read at that time. */
  public void at(long us) {
    readUs = us;
  }

  @Override
  public void begin(ResponseHead head) {
    Coding coding = head.coding();
    streaming = head.eventStream() && coding == Coding.IDENTITY;
    if (times != null) {
      times.begin(coding, streaming);
      times.header(head.serverTiming(), head.serverTimingLength());
    }
    if (expected != null) {
      expected.begin(coding, streaming);
    }
    if (streaming) {
      if (stream == null) {
        stream = new EventStream(end, this, new EventContent(content));
      }
      stream.begin();
    }
  }

  @Override
  public void take(byte[] b, int from, int length) {
    if (times != null && !streaming) {
      times.take(b, from, length);
    }
    if (expected != null) {
      expected.take(b, from, length);
    }
    if (streaming) {
      stream.take(b, from, length, readUs);
    }
  }

  @Override
  public void data(byte[] b, int from, int length) {
    if (times != null) {
      times.take(b, from, length);
    }
    if (expected != null) {
      expected.data(b, from, length);
    }
  }

  @Override
  public void over() {
    if (times != null) {
      times.eventOver();
    }
    if (expected != null) {
      expected.over();
    }
  }

  /** Takes the server's times; null if none are expected. */
  ReportedTimes times() {
    return times;
  }

  /** The answer is whole: what it lacks of what it is expected to hold; empty if nothing. */
  Optional<String> lacking() {
    return expected == null ? Optional.empty() : expected.lacking();
  }

  /** Whether the answer is an event stream without the event that ends one. */
  boolean streamCut() {
    return streaming && end != null && !stream.ended();
  }

  /** How the last event of a stream began. */
  String lastEvent() {
    return stream.last();
  }

  /** Whether the answer should have been an event stream and is none. */
  boolean noStream() {
    return !streaming && end != null;
  }

  /** Writes what is known of a stream's events into a row. */
  public void into(Sample row, long endUs, boolean whole) {
    if (streaming) {
      stream.into(row, endUs, whole);
    }
  }
}
