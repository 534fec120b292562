package flowgauge.record.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is measured of a request: a duration. Those of streams are absent of other answers. */
public enum Measure {
  /** From sending to the end. */
  RESPONSE("", "response time"),
  /** From sending to the first content event of a stream. */
  FIRST_EVENT("first-event", "first event"),
  /** The mean time between one content event of a stream and the next. */
  MEAN_GAP("gap", "mean gap"),
  /** The longest. */
  LONGEST_GAP("longest-gap", "longest gap");

  /** Those of streams alone. */
  public static final List<Measure> OF_STREAMS = List.of(FIRST_EVENT, MEAN_GAP, LONGEST_GAP);

  private final String text;
  private final String words;

  Measure(String text, String words) {
    this.text = text;
    this.words = words;
  }

  /** The name in conditions and gates; empty for the response time. */
  public String text() {
    return text;
  }

  /** The name in tables and sentences. */
  public String words() {
    return words;
  }

  /** That of a request, microseconds, or {@link Sample#ABSENT}. */
  public long us(Sample row) {
    return switch (this) {
      case RESPONSE -> row.responseUs();
      case FIRST_EVENT ->
          row.events() > 0 && row.firstEventUs() >= row.sentUs()
              ? row.firstEventUs() - row.sentUs()
              : Sample.ABSENT;
      case MEAN_GAP -> row.meanGapUs();
      case LONGEST_GAP -> row.longestGapUs();
    };
  }

  /** The one of that name in conditions, or empty. */
  public static Optional<Measure> of(String text) {
    return Arrays.stream(values()).filter(measure -> measure.text.equals(text)).findFirst();
  }
}
