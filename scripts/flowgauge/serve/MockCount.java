package flowgauge.serve;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the mock API how many requests it has counted. */
final class MockCount {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Pattern COUNT = Pattern.compile("\"requests\"\\s*:\\s*(\\d+)");

  private MockCount() {}

  /** The count, or empty if it doesn't answer. */
  static Optional<Long> at(URI mock) {
    return HealthProbe.get(mock.resolve("/stats"), TIMEOUT)
        .map(COUNT::matcher)
        .filter(Matcher::find)
        .map(found -> Long.parseLong(found.group(1)));
  }
}
