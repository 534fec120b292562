package flowgauge.serve.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Small HTTP requests of our own, past any proxy. */
public final class HealthProbe {
  private static final Duration ONE_TRY = Duration.ofSeconds(2);
  private static final long PAUSE_MS = 50;

  private HealthProbe() {}

  /**
   * Waits until an address answers with a status below 300.
   *
   * @param bound how long
   * @param failure says why there is no point in waiting on
   * @throws ServeException if it doesn't within the bound, or a failure comes first
   */
  public static void await(URI address, Duration bound, Supplier<Optional<String>> failure)
      throws ServeException, InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    while (get(address, ONE_TRY).isEmpty()) {
      Optional<String> why = failure.get();
      if (why.isPresent()) {
        throw new ServeException(why.get());
      }
      if (System.nanoTime() > deadline) {
        throw new ServeException(
            "%s did not answer within %d s".formatted(address, bound.toSeconds()));
      }
      Thread.sleep(PAUSE_MS);
    }
  }

  /** The body of a response with a status below 300; empty for any other end. */
  public static Optional<String> get(URI address, Duration timeout) {
    try {
      return Optional.of(body(address, timeout));
    } catch (IOException failed) {
      return Optional.empty();
    }
  }

  /**
   * The body of a response with a status below 300.
   *
   * @param timeout for the connection, and again for each part of the answer
   * @throws IOException for any other end
   */
  static String body(URI address, Duration timeout) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
    try {
      connection.setConnectTimeout((int) timeout.toMillis());
      connection.setReadTimeout((int) timeout.toMillis());
      connection.setRequestProperty("Connection", "close");
      int status = connection.getResponseCode();
      if (status >= 300) {
        throw new IOException("status " + status);
      }
      try (InputStream body = connection.getInputStream()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      }
    } finally {
      connection.disconnect();
    }
  }
}
