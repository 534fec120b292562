package flowgauge.serve.server;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketTimeoutException;
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

  /**
   * The count; empty where this machine has no port left to ask from, or the thread is interrupted.
   *
   * @throws ServeException if the mock API doesn't answer
   */
  static Optional<Long> at(URI mock) throws ServeException {
    for (int tries = 1; ; tries++) {
      try {
        return Optional.of(ask(mock));
      } catch (IOException failed) {
        if (tries == TRIES) {
          if (failed instanceof BindException) {
            return Optional.empty();
          }
          throw new ServeException("the mock API no longer answers: " + why(failed), failed);
        }
      }
      try {
        Thread.sleep(PAUSE_MS); // a load that used up the ports gives them back in about a second
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  private static long ask(URI mock) throws IOException {
    Matcher count = COUNT.matcher(HealthProbe.body(mock.resolve("/stats"), TIMEOUT));
    if (!count.find()) {
      throw new IOException("its /stats tell no count");
    }
    return Long.parseLong(count.group(1));
  }

  private static String why(IOException failed) {
    return failed instanceof SocketTimeoutException
        ? "nothing came within %d s, %d times".formatted(TIMEOUT.toSeconds(), TRIES)
        : failed.getMessage();
  }
}
