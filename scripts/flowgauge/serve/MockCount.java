package flowgauge.serve;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the mock API how many requests it has counted. */
final class MockCount {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int TRIES = 3;
  private static final long PAUSE_MS = 700;
  private static final Pattern COUNT = Pattern.compile("\"requests\"\\s*:\\s*(\\d+)");

  private MockCount() {}

  /** The count, or empty if it doesn't answer. */
  static Optional<Long> at(URI mock) {
    Optional<Long> count = ask(mock);
    for (int i = 1; count.isEmpty() && i < TRIES; i++) {
      try {
        Thread.sleep(PAUSE_MS); // a load that used up the ports gives them back in about a second
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return count;
      }
      count = ask(mock);
    }
    return count;
  }

  private static Optional<Long> ask(URI mock) {
    return HealthProbe.get(mock.resolve("/stats"), TIMEOUT)
        .map(COUNT::matcher)
        .filter(Matcher::find)
        .map(found -> Long.parseLong(found.group(1)));
  }
}
