package flowgauge.serve;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;

/** The Docker engine, if there is one. */
public final class DockerEngine {
  private static final long PING_SECONDS = 2;

  private static final ByteBuffer PING =
      StandardCharsets.US_ASCII.encode("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n");

  private DockerEngine() {}

  /** Why containers can't be used, in a few words; empty if an engine answers within 2 s. */
  public static Optional<String> obstacle() {
    return obstacle(addresses());
  }

  static Optional<String> obstacle(List<URI> addresses) {
    List<String> tried = new ArrayList<>();
    for (URI address : addresses) {
      try {
        CompletableFuture.runAsync(() -> ping(address)).get(PING_SECONDS, TimeUnit.SECONDS);
        return Optional.empty();
      } catch (TimeoutException slow) {
        tried.add(address + " does not answer within " + PING_SECONDS + " s");
      } catch (ExecutionException failed) {
        tried.add(address + ": " + failed.getCause().getMessage());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return Optional.of("interrupted");
      }
    }
    return Optional.of(
        "no Docker engine (" + (tried.isEmpty() ? "no socket" : String.join("; ", tried)) + ")");
  }

  private static List<URI> addresses() {
    String given = System.getenv("DOCKER_HOST");
    if (given != null && !given.isBlank()) {
      return List.of(URI.create(given));
    }
    String home = System.getProperty("user.home");
    List<String> sockets = new ArrayList<>(List.of("/var/run/docker.sock"));
    String session = System.getenv("XDG_RUNTIME_DIR");
    if (session != null) {
      sockets.add(session + "/docker.sock");
    }
    sockets.add(home + "/.docker/run/docker.sock");
    sockets.add(home + "/.docker/desktop/docker.sock");
    return sockets.stream()
        .filter(socket -> Files.exists(Path.of(socket)))
        .map(socket -> URI.create("unix://" + socket))
        .toList();
  }

  private static void ping(URI address) {
    boolean local = "unix".equals(address.getScheme());
    try (SocketChannel channel =
        local ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open()) {
      channel.connect(
          local
              ? UnixDomainSocketAddress.of(address.getPath())
              : new InetSocketAddress(address.getHost(), address.getPort()));
      if (!local) {
        return; // it may want TLS; that it listens is enough to try
      }
      channel.write(PING.duplicate());
      ByteBuffer answer = ByteBuffer.allocate(16);
      channel.read(answer);
      if (!new String(answer.array(), StandardCharsets.US_ASCII).startsWith("HTTP/1.")) {
        throw new IOException("what answers is no Docker engine");
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed.getMessage(), failed);
    }
  }

  /** The engine's version. */
  public static String version() throws ServeException {
    return client().versionCmd().exec().getVersion();
  }

  /** A client of the engine that Testcontainers finds. */
  static synchronized DockerClient client() throws ServeException {
    try {
      TestcontainersSetup.withoutHelperImages();
      return DockerClientFactory.instance().client();
    } catch (RuntimeException failed) {
      throw new ServeException(
          "the Docker engine can't be used ("
              + failed.getMessage()
              + "): check `docker version`, or use --runtime process",
          failed);
    }
  }
}
