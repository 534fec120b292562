package flowgauge.serve.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;

/**
 * Gives a user's connections to PromptFlow over HTTP, as its own provider does in the cloud: {@code
 * GET .../connections/NAME}. So they are in no file and no list of processes. Whoever else runs on
 * this machine would have to know the path, which is drawn anew each time.
 */
final class ConnectionSource implements AutoCloseable {
  private static final String NAMES = "/connections/";

  private final HttpServer server;
  private final String secret = "/" + UUID.randomUUID();
  private final Function<String, Optional<String>> connections;
  private final Set<String> missed = new ConcurrentSkipListSet<>();

  /**
   * Starts giving them.
   *
   * @param connections each as JSON, by its name
   */
  ConnectionSource(InetAddress address, Function<String, Optional<String>> connections)
      throws ServeException {
    this.connections = connections;
    try {
      server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    } catch (IOException failed) {
      throw new ServeException(
          "can't give connections at %s: %s".formatted(address, failed.getMessage()), failed);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!path.startsWith(secret + NAMES)) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      String name = path.substring((secret + NAMES).length());
      Optional<String> connection = connections.apply(name);
      if (connection.isEmpty()) {
        missed.add(name);
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body = connection.get().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** What a server is told. */
  URI address() {
    InetSocketAddress at = server.getAddress();
    return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + secret);
  }

  /** The names that were asked for and are not there. */
  Set<String> missed() {
    return Set.copyOf(missed);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
