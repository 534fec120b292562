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
  private static final List<Map.Entry<String, Outcome>> SIGNS =
      List.of(
          Map.entry("remotedisconnected", Outcome.REMOTE_CLOSED),
          Map.entry("remote end closed", Outcome.REMOTE_CLOSED),
          Map.entry("serverdisconnected", Outcome.REMOTE_CLOSED),
          Map.entry("nohttpresponse", Outcome.REMOTE_CLOSED),
          Map.entry("failed to respond", Outcome.REMOTE_CLOSED),
          Map.entry("connectionclosed", Outcome.REMOTE_CLOSED),
          Map.entry("connection closed", Outcome.REMOTE_CLOSED),
          Map.entry("incompleteread", Outcome.REMOTE_CLOSED),
          Map.entry("unexpected eof", Outcome.REMOTE_CLOSED),
          Map.entry("premature end", Outcome.REMOTE_CLOSED),
          Map.entry(": eof", Outcome.REMOTE_CLOSED),
          Map.entry("connectionreset", Outcome.CONNECTION_RESET),
          Map.entry("connection reset", Outcome.CONNECTION_RESET),
          Map.entry("reset by peer", Outcome.CONNECTION_RESET),
          Map.entry("connectionaborted", Outcome.CONNECTION_RESET),
          Map.entry("brokenpipe", Outcome.CONNECTION_RESET),
          Map.entry("broken pipe", Outcome.CONNECTION_RESET),
          Map.entry("10054", Outcome.CONNECTION_RESET),
          Map.entry("10053", Outcome.CONNECTION_RESET),
          Map.entry("refused", Outcome.CONNECT_REFUSED),
          Map.entry("10061", Outcome.CONNECT_REFUSED),
          Map.entry("connecttimeout", Outcome.CONNECT_TIMEOUT),
          Map.entry("connect timed out", Outcome.CONNECT_TIMEOUT),
          Map.entry("dial: i/o timeout", Outcome.CONNECT_TIMEOUT),
          Map.entry("10060", Outcome.CONNECT_TIMEOUT),
          Map.entry("gaierror", Outcome.CONNECT_FAILED),
          Map.entry("nameresolution", Outcome.CONNECT_FAILED),
          Map.entry("unknownhost", Outcome.CONNECT_FAILED),
          Map.entry("no such host", Outcome.CONNECT_FAILED),
          Map.entry("unreachable", Outcome.CONNECT_FAILED),
          Map.entry("noroutetohost", Outcome.CONNECT_FAILED),
          Map.entry("newconnectionerror", Outcome.CONNECT_FAILED),
          Map.entry("connectexception", Outcome.CONNECT_FAILED),
          Map.entry("sslerror", Outcome.CONNECT_FAILED),
          Map.entry("sslexception", Outcome.CONNECT_FAILED),
          Map.entry("handshake", Outcome.CONNECT_FAILED),
          Map.entry("certificate", Outcome.CONNECT_FAILED),
          Map.entry("cannot assign requested address", Outcome.CONNECT_FAILED),
          Map.entry("timeout", Outcome.RESPONSE_TIMEOUT),
          Map.entry("timed out", Outcome.RESPONSE_TIMEOUT),
          Map.entry("deadline exceeded", Outcome.RESPONSE_TIMEOUT));

  private static final Pattern STATUS =
      Pattern.compile(
          "^\\W*([45]\\d\\d)\\b|\\b([45]\\d\\d) (?:client|server) error"
              + "|(?:httperror|badstatuscode|status(?:[ _]?code)?|http)\\W{1,4}([45]\\d\\d)\\b"
              + "|badstatuscode.*\\b([45]\\d\\d)\\b");

  private ErrorText() {}

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
    for (Map.Entry<String, Outcome> sign : SIGNS) {
      if (small.contains(sign.getKey())) {
        return Optional.of(sign.getValue());
      }
    }
    // An exception of the test's own check, raised on a whole answer.
    return small.contains("catchresponseerror") || small.contains("assert")
        ? Optional.of(Outcome.INVALID_RESPONSE)
        : Optional.empty();
  }
}
