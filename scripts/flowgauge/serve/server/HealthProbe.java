package flowgauge.serve.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
    await(address, () -> get(address, ONE_TRY).isPresent(), bound, failure);
  }

  /** The same for an answer of any status. */
  static void awaitAny(URI address, Duration bound, Supplier<Optional<String>> failure)
      throws ServeException, InterruptedException {
    await(address, () -> answers(address, ONE_TRY), bound, failure);
  }

  private static void await(
      URI address, BooleanSupplier up, Duration bound, Supplier<Optional<String>> failure)
      throws ServeException, InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!up.getAsBoolean()) {
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

  /** Whether anything answers there, with whatever status. */
  public static boolean answers(URI address, Duration timeout) {
    try {
      HttpURLConnection connection = connection(address, timeout);
      try {
        connection.setInstanceFollowRedirects(false);
        return connection.getResponseCode() > 0;
      } finally {
        connection.disconnect();
      }
    } catch (IOException failed) {
      return false;
    }
  }

  private static HttpURLConnection connection(URI address, Duration timeout) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout((int) timeout.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    connection.setRequestProperty("Connection", "close");
    return connection;
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
    HttpURLConnection connection = connection(address, timeout);
    try {
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
