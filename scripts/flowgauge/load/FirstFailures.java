package flowgauge.load;

import flowgauge.load.answer.ResponseParser;
import flowgauge.record.FirstFailure;
import flowgauge.record.sample.Outcome;
import flowgauge.scenario.Header;
import flowgauge.scenario.Target;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps the first failure of each kind. A kind that is known costs a look at an array; nothing is
 * made for it. Event loop only.
 *
 * <p>A server may send back what it was sent. The values of the request's headers and its query are
 * blanked out, as they are written nowhere.
 */
final class FirstFailures {
  /** Bytes of a body that are kept to find its first characters in. */
  private static final int BYTES = 4096;

  private static final int STATUSES = 1000;
  private static final int SHORTEST_SECRET = 4;
  private static final Set<String> NO_SECRETS =
      Set.of("content-type", "accept", "accept-encoding", "user-agent");

  private final boolean[] knownStatus = new boolean[STATUSES];
  private final boolean[] knownOutcome = new boolean[Outcome.values().length];
  private final List<FirstFailure> found = new ArrayList<>();
  private final List<String> secrets;
  private final boolean timesRequired;
  private final boolean contentExpected;

  /**
   * None yet.
   *
   * @param timesRequired whether an answer without the server's times is a failure too
   */
  FirstFailures(Target target, boolean timesRequired) {
    this.timesRequired = timesRequired;
    this.contentExpected = !target.expectations().isEmpty();
    Set<String> texts = new TreeSet<>();
    for (Header header : target.headers()) {
      if (!NO_SECRETS.contains(header.name().toLowerCase(Locale.ROOT))) {
        texts.add(header.value());
        texts.add(header.value().substring(header.value().lastIndexOf(' ') + 1));
      }
    }
    int query = target.path().indexOf('?') + 1;
    if (query > 0) {
      texts.add(target.path().substring(query));
      for (String part : target.path().substring(query).split("&")) {
        String value = part.substring(part.indexOf('=') + 1);
        texts.add(value);
        texts.add(decoded(value));
      }
    }
    secrets =
        texts.stream()
            .filter(text -> text.length() >= SHORTEST_SECRET)
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  /** How many bytes of the body of an answer with that status are wanted. */
  int wanted(int status) {
    boolean may =
        status >= 400
            ? !known(Outcome.HTTP_ERROR, status)
            : timesRequired && !known(Outcome.INVALID_RESPONSE, status)
                || contentExpected
                    && !(known(Outcome.UNEXPECTED_ANSWER, status)
                        && known(Outcome.STREAM_CUT, status));
    return may ? BYTES : 0;
  }

  private boolean known(Outcome outcome, int status) {
    return found.size() >= FirstFailure.MOST
        || (outcome == Outcome.HTTP_ERROR && status > 0 && status < STATUSES
            ? knownStatus[status]
            : knownOutcome[outcome.ordinal()]);
  }

  /** Takes a failure with an answer, or with the begin of one; {@code null} for none. */
  void answered(Outcome outcome, ResponseParser response, long endUs) {
    int status = response == null ? 0 : response.status();
    if (outcome.failed() && !known(outcome, status)) {
      keep(outcome, status, response == null ? "" : text(response.begin()), endUs);
    }
  }

  /** Takes an answer that is no HTTP, by the bytes that came last. */
  void malformed(byte[] bytes, int length, int status, long endUs) {
    if (!known(Outcome.INVALID_RESPONSE, status)) {
      keep(
          Outcome.INVALID_RESPONSE,
          status,
          text(Arrays.copyOf(bytes, Math.min(length, BYTES))),
          endUs);
    }
  }

  /** Takes a connection that could not be had. */
  void unconnected(Outcome outcome, Throwable why, long endUs) {
    if (!known(outcome, 0)) {
      keep(outcome, 0, why == null ? "" : ConnectFailure.words(why), endUs);
    }
  }

  private void keep(Outcome outcome, int status, String text, long endUs) {
    if (outcome == Outcome.HTTP_ERROR && status > 0 && status < STATUSES) {
      knownStatus[status] = true;
    } else {
      knownOutcome[outcome.ordinal()] = true;
    }
    found.add(
        new FirstFailure(
            outcome,
            status >= 100 ? Optional.of(status) : Optional.empty(),
            endUs,
            Optional.of(text)));
  }

  private String text(byte[] bytes) {
    int length = Math.min(bytes.length, BYTES);
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    for (String secret : secrets) {
      text = text.replace(secret, "***");
    }
    int longest = secrets.isEmpty() ? 0 : secrets.get(0).length();
    return length < BYTES ? text : text.substring(0, Math.max(0, text.length() - longest));
  }

  /** What was found, in the order in which it came. */
  List<FirstFailure> found() {
    return List.copyOf(found);
  }
}
