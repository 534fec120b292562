package flowgauge.serve.docker;

import com.github.dockerjava.api.DockerClient;
import flowgauge.serve.server.ServeException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;

/** The Docker engine, if there is one. All that is asked of it goes through {@link #ask}. */
public final class DockerEngine {
  private static final Duration PING = Duration.ofSeconds(2);

  /** Ahead of giving up on an engine in use: a busy machine may be slow. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String FORMS = "unix:///PATH or tcp://HOST:PORT";

  private static final ByteBuffer REQUEST =
      StandardCharsets.US_ASCII.encode("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n");

  private static final EngineCalls CALLS =
      new EngineCalls(PATIENCE, LIMIT, () -> obstacle(addresses(), PATIENCE).isEmpty());

  private DockerEngine() {}

  /** Why containers can't be used, in a few words; empty if an engine answers within 2 s. */
  public static Optional<String> obstacle() {
    try {
      return obstacle(addresses(), PING);
    } catch (IllegalArgumentException broken) {
      return Optional.of(
          "no Docker engine (DOCKER_HOST is '%s': it takes %s)"
              .formatted(System.getenv("DOCKER_HOST"), FORMS));
    }
  }

  public static Optional<String> obstacle(List<URI> addresses, Duration bound) {
    List<String> tried = new ArrayList<>();
    for (URI address : addresses) {
      FutureTask<Void> ping = new FutureTask<>(() -> ping(address));
      Thread thread = new Thread(ping, "docker-ping");
      thread.setDaemon(true);
      thread.start();
      try {
        EngineCalls.within(ping, bound);
        return Optional.empty();
      } catch (TimeoutException slow) {
        ping.cancel(true); // closes its connection
        tried.add(address + " does not answer within " + bound.toSeconds() + " s");
      } catch (ExecutionException failed) {
        tried.add(address + ": " + failed.getCause().getMessage());
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

  private static Void ping(URI address) throws IOException {
    if ("ssh".equals(address.getScheme())) {
      throw new IOException(
          ("ssh is not spoken here: run `ssh -N -L /tmp/engine.sock:/var/run/docker.sock %s`, set"
                  + " DOCKER_HOST=unix:///tmp/engine.sock, and add --allow-remote with the machine's"
                  + " address")
              .formatted(address.getRawAuthority()));
    }
    boolean local = "unix".equals(address.getScheme());
    boolean whole = address.getHost() != null && address.getPort() > 0;
    if (local ? address.getPath() == null : !whole) {
      throw new IOException("DOCKER_HOST takes " + FORMS);
    }
    try (SocketChannel channel =
        local ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open()) {
      channel.connect(
          local
              ? UnixDomainSocketAddress.of(address.getPath())
              : new InetSocketAddress(address.getHost(), address.getPort()));
      channel.write(REQUEST.duplicate());
      ByteBuffer answer = ByteBuffer.allocate(16);
      channel.read(answer);
      // one that wants TLS says so in its own way, or closes: it answers
      if (local && !new String(answer.array(), StandardCharsets.US_ASCII).startsWith("HTTP/1.")) {
        throw new IOException("what answers is no Docker engine");
      }
      return null;
    } catch (UnresolvedAddressException unknown) {
      throw new IOException("no machine is called " + address.getHost(), unknown);
    }
  }

  /**
   * What the engine says to a call, in a bounded time: an engine that says nothing for 5 s is given
   * up unless it answers a ping within another 5 s; any other after 2 min.
   *
   * @throws EngineSilentException if it is given up; at once, until it answers again
   */
  static <T> T ask(Callable<T> call) {
    return CALLS.ask(call);
  }

  /** As {@link #ask}, for what has no result. */
  public static void run(Runnable call) {
    CALLS.run(call);
  }

  /** The engine's version. */
  public static String version() throws ServeException {
    DockerClient client = client();
    return ask(() -> client.versionCmd().exec().getVersion());
  }

  /** A client of the engine that Testcontainers finds. */
  public static DockerClient client() throws ServeException {
    try {
      return ask(
          () -> {
            TestcontainersSetup.withoutHelperImages();
            return DockerClientFactory.instance().client();
          });
    } catch (EngineSilentException silent) {
      throw new ServeException(silent.getMessage(), silent);
    } catch (RuntimeException failed) {
      throw new ServeException(
          "the Docker engine can't be used ("
              + failed.getMessage()
              + "): check `docker version`, or use --runtime process",
          failed);
    }
  }
}
