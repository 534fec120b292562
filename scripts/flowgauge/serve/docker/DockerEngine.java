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
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;
import org.testcontainers.shaded.com.github.dockerjava.core.LocalDirectorySSLConfig;

/**
 * A Docker engine, if there is one: the usual one, or one that is named. All that is asked of it
 * goes through {@link #ask}.
 */
public final class DockerEngine {
  private static final Duration PING = Duration.ofSeconds(2);

  /** Ahead of giving up on an engine in use: a busy machine may be slow. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LIMIT = Duration.ofMinutes(2);

  static final String FORMS = "unix:///PATH or tcp://HOST:PORT";

  private static final ByteBuffer REQUEST =
      StandardCharsets.US_ASCII.encode("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n");

  private static final DockerEngine USUAL = new DockerEngine(Optional.empty());

  private static final Map<EngineAddress, DockerEngine> NAMED = new ConcurrentHashMap<>();

  private final Optional<EngineAddress> named;
  private final EngineCalls calls;
  private volatile DockerClient client;

  private DockerEngine(Optional<EngineAddress> named) {
    this.named = named;
    calls =
        new EngineCalls(
            this + " no longer answers: start it again, or " + instead(),
            PATIENCE,
            LIMIT,
            () -> obstacle(PATIENCE).isEmpty());
  }

  /** The one of {@code DOCKER_HOST}, else the one that Testcontainers finds on this machine. */
  public static DockerEngine usual() {
    return USUAL;
  }

  static DockerEngine at(EngineAddress address) {
    return NAMED.computeIfAbsent(address, given -> new DockerEngine(Optional.of(given)));
  }

  /** Empty for the usual one. */
  Optional<EngineAddress> named() {
    return named;
  }

  @Override
  public String toString() {
    return "the Docker engine" + named.map(address -> " at " + address.uri()).orElse("");
  }

  private String instead() {
    return named.isPresent() ? "leave --mock-engine out" : "use --runtime process";
  }

  /** Why containers can't be used, in a few words; empty if it answers within 2 s. */
  public Optional<String> obstacle() {
    return obstacle(PING);
  }

  private Optional<String> obstacle(Duration bound) {
    if (named.isPresent()) {
      return obstacle(List.of(named.get().uri()), bound, "--mock-engine");
    }
    try {
      return obstacle(addresses(), bound, "DOCKER_HOST");
    } catch (IllegalArgumentException broken) {
      return Optional.of(
          "no Docker engine (DOCKER_HOST is '%s': it takes %s)"
              .formatted(System.getenv("DOCKER_HOST"), FORMS));
    }
  }

  /**
   * The same of the first of some addresses that answers.
   *
   * @param setting what sets the address
   */
  public static Optional<String> obstacle(List<URI> addresses, Duration bound, String setting) {
    List<String> tried = new ArrayList<>();
    for (URI address : addresses) {
      FutureTask<Void> ping = new FutureTask<>(() -> ping(address, setting));
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

  private static Void ping(URI address, String setting) throws IOException {
    if ("ssh".equals(address.getScheme())) {
      throw new IOException(
          ("ssh is not spoken here: run `ssh -N -L /tmp/engine.sock:/var/run/docker.sock %s`, set"
                  + " %s=unix:///tmp/engine.sock, and add --allow-remote with the machine's address")
              .formatted(address.getRawAuthority(), setting));
    }
    boolean local = "unix".equals(address.getScheme());
    boolean whole = address.getHost() != null && address.getPort() > 0;
    if (local ? address.getPath() == null : !whole) {
      throw new IOException(setting + " takes " + FORMS);
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
  <T> T ask(Callable<T> call) {
    return calls.ask(call);
  }

  /** As {@link #ask}, for what has no result. */
  public void run(Runnable call) {
    calls.run(call);
  }

  /** The engine's version. */
  public String version() throws ServeException {
    DockerClient asked = client();
    return ask(() -> asked.versionCmd().exec().getVersion());
  }

  /** A client of it. */
  public DockerClient client() throws ServeException {
    if (client != null) {
      return client;
    }
    if (named.isPresent()) {
      named.get().check();
    }
    try {
      client = ask(this::connected);
      return client;
    } catch (EngineSilentException silent) {
      throw new ServeException(silent.getMessage(), silent);
    } catch (ServiceConfigurationError | RuntimeException failed) {
      // Testcontainers reads the variables in what a service loader makes
      Throwable why = failed instanceof RuntimeException ? failed : failed.getCause();
      throw new ServeException(
          "%s can't be used (%s): check `docker%s version`, or %s"
              .formatted(
                  this,
                  why.getMessage(),
                  named.map(address -> " -H " + address.uri()).orElse(""),
                  instead()),
          failed);
    }
  }

  private DockerClient connected() {
    TestcontainersSetup.withoutHelperImages();
    if (named.isEmpty()) {
      return DockerClientFactory.instance().client();
    }
    DockerClient made =
        DockerClientProviderStrategy.getClientForConfig(
            TransportConfig.builder()
                .dockerHost(named.get().uri())
                .sslConfig(
                    named
                        .get()
                        .certificates()
                        .map(folder -> new LocalDirectorySSLConfig(folder.toString()))
                        .orElse(null))
                .build());
    made.pingCmd().exec();
    return made;
  }
}
