package flowgauge.scenario;

import java.util.Locale;
import java.util.Optional;

/**
 * What a good answer holds, as the user writes it: {@code json /answer}, {@code text hello}, {@code
 * end [DONE]}.
 *
 * @param kind how it is looked for
 * @param what a JSON pointer (RFC 6901), a text, or the data of a stream's last event
 */
public record Expectation(Kind kind, String what) {

  /** How it is looked for. */
  public enum Kind {
    /** A value other than null at the pointer: in the answer, or in an event's data. */
    JSON,
    /** The text, anywhere in the body as it is sent. */
    TEXT,
    /** An event stream whose last event has that data: the server's own word that it is whole. */
    END
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with one line that shows the form
   */
  public static Expectation of(String text) {
    int cut = text.strip().indexOf(' ');
    String name = cut < 0 ? "" : text.strip().substring(0, cut).toUpperCase(Locale.ROOT);
    String what = cut < 0 ? "" : text.strip().substring(cut).strip();
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(name)) {
        if (kind == Kind.JSON && !what.startsWith("/")) {
          throw new IllegalArgumentException(
              "'%s' is not a JSON pointer; write for example 'json /answer'".formatted(what));
        }
        return new Expectation(kind, kind == Kind.END ? what.replaceFirst("^data: ?", "") : what);
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no expectation; write 'json /answer', 'text hello' or 'end [DONE]'"
            .formatted(text));
  }

  /** The data of the last event; empty where another thing is expected. */
  public Optional<String> end() {
    return Optional.of(what).filter(data -> kind == Kind.END);
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + what;
  }
}
