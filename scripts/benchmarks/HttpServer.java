import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The target: a server on the loopback address that answers every request at once with the same 70
 * bytes of JSON, in a process of its own.
 */
record HttpServer(String kind, URI uri, Process process) implements AutoCloseable {
  static final String ANSWER =
      "{\"answer\": {\"node_s\": 0.250123, \"backend_s\": 0.100234, \"x\": \"aaaaa\"}} ";
  static final String BODY = "{\"question\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}";

  private static final long START_NANOS = 30_000_000_000L;
  private static final int CONNECTIONS = 12_000;

  /** nginx where it is on PATH, else one of our own. */
  static HttpServer start(int core, Path folder)
      throws IOException, InterruptedException, BenchmarkException {
    return Tools.path("nginx").isPresent() || Files.isExecutable(Path.of("/usr/sbin/nginx"))
        ? nginx(core, folder)
        : own(core, folder);
  }

  static HttpServer nginx(int core, Path folder)
      throws IOException, InterruptedException, BenchmarkException {
    int port = freePort();
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        worker_processes 1; worker_rlimit_nofile %2$d; daemon off;
        pid nginx.pid; error_log error.log;
        events { worker_connections %2$d; }
        http {
          access_log off; keepalive_requests 1000000000; keepalive_timeout 75;
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          server {
            listen 127.0.0.1:%1$d backlog=4096; default_type application/json;
            location / { return 200 '%3$s'; }
          }
        }
        """
            .formatted(port, CONNECTIONS, ANSWER),
        StandardCharsets.US_ASCII);
    String program = Tools.path("nginx").map(Path::toString).orElse("/usr/sbin/nginx");
    return started(
        "nginx",
        port,
        Cores.on(core, List.of(program, "-p", folder.toString(), "-c", configuration.toString())),
        folder);
  }

  static HttpServer own(int core, Path folder)
      throws IOException, InterruptedException, BenchmarkException {
    int port = freePort();
    return started(
        "a null server on Netty",
        port,
        Cores.on(
            core,
            ChildJvm.command(
                NullServer.class, ChildJvm.FLAGS, List.of(Integer.toString(port), ANSWER))),
        folder);
  }

  static HttpServer started(String kind, int port, List<String> command, Path folder)
      throws IOException, InterruptedException, BenchmarkException {
    Path errors = folder.resolve("server.log");
    Process process = Tools.start(command, errors);
    long until = System.nanoTime() + START_NANOS;
    while (!answers(port)) {
      if (!process.isAlive() || System.nanoTime() > until) {
        Tools.kill(process);
        throw new BenchmarkException(kind + " did not start: " + Tools.lastLine(errors, ""));
      }
      Thread.sleep(20);
    }
    return new HttpServer(kind, URI.create("http://127.0.0.1:" + port), process);
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  @Override
  public void close() {
    Tools.kill(process);
  }
}
