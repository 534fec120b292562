package flowgauge.analyze.rows;

import flowgauge.record.sample.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What other tools' error texts mean: exceptions of Python's requests and geventhttpclient, of
 * Java's clients, and the messages of Go's and Rust's. Numbers as 10054 are Windows' own.
 */
public final class ErrorText {
  /** The first that is in a text, in lower case, counts. */
  private static final List<Map.Entry<Pattern, Outcome>> SIGNS =
      List.of(
          sign(
              Outcome.REMOTE_CLOSED,
              "remotedisconnected|remote end closed|serverdisconnected|nohttpresponse|"
                  + "failed to respond|connectionclosed|connection closed|incompleteread|"
                  + "unexpected eof|premature end|: eof"),
          sign(
              Outcome.CONNECTION_RESET,
              "connectionreset|connection reset|reset by peer|connectionaborted|"
                  + "brokenpipe|broken pipe|10054|10053"),
          sign(Outcome.CONNECT_REFUSED, "refused|10061"),
          sign(Outcome.CONNECT_TIMEOUT, "connecttimeout|connect timed out|dial: i/o timeout|10060"),
          sign(
              Outcome.CONNECT_FAILED,
              "gaierror|nameresolution|unknownhost|no such host|unreachable|"
                  + "noroutetohost|newconnectionerror|connectexception|sslerror|sslexception|"
                  + "handshake|certificate|cannot assign requested address"),
          sign(Outcome.RESPONSE_TIMEOUT, "timeout|timed out|deadline exceeded"));

  private static final Pattern STATUS =
      Pattern.compile(
          "^\\W*([45]\\d\\d)\\b|\\b([45]\\d\\d) (?:client|server) error"
              + "|(?:httperror|badstatuscode|status(?:[ _]?code)?|http)\\W{1,4}([45]\\d\\d)\\b"
              + "|badstatuscode.*\\b([45]\\d\\d)\\b");

  private ErrorText() {}

  private static Map.Entry<Pattern, Outcome> sign(Outcome outcome, String words) {
    return Map.entry(Pattern.compile(words), outcome);
  }

  /** The status in a text, where it tells one of 400 or above. */
  public static OptionalInt status(String text) {
    Matcher found = STATUS.matcher(text.toLowerCase(Locale.ROOT));
    if (found.find()) {
      for (int group = 1; group <= found.groupCount(); group++) {
        if (found.group(group) != null) {
          return OptionalInt.of(Integer.parseInt(found.group(group)));
        }
      }
    }
    return OptionalInt.empty();
  }

  /** How a request with that error ended, where the text is understood. */
  public static Optional<Outcome> outcome(String text) {
    if (status(text).isPresent()) {
      return Optional.of(Outcome.HTTP_ERROR);
    }
    String small = text.toLowerCase(Locale.ROOT);
    for (Map.Entry<Pattern, Outcome> sign : SIGNS) {
      if (sign.getKey().matcher(small).find()) {
        return Optional.of(sign.getValue());
      }
    }
    // An exception of the test's own check, raised on a whole answer.
    return small.contains("catchresponseerror") || small.contains("assert")
        ? Optional.of(Outcome.INVALID_RESPONSE)
        : Optional.empty();
  }
}
