package verdicts;

import faults.Alias;
import flowgauge.serve.PinnedEnvironments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real gunicorn from the environment that bench makes for pf-serve, with {@code apps.py}. */
final class Gunicorn implements AutoCloseable {
  private static final String RELEASE = "1.18.5";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Process process;
  private final int port;

  private Gunicorn(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one; returns when it accepts connections. */
  static Gunicorn start(String... arguments) throws Exception {
    Path root = Alias.root();
    Path environment =
        PinnedEnvironments.folder(
            "flows-" + RELEASE,
            root.resolve("flows").resolve("requirements-" + RELEASE + ".txt"),
            System.out::println);
    int port;
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = any.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    command.add(environment.resolve("bin/gunicorn").toString());
    command.addAll(List.of("--bind", "127.0.0.1:" + port, "--log-level", "error"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(root.resolve("scripts/tests/verdicts").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Gunicorn server = new Gunicorn(process, port);
    server.await();
    return server;
  }

  private void await() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw new IOException("gunicorn does not come up", notYet);
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  @Override
  public void close() {
    List<ProcessHandle> workers = process.descendants().toList();
    process.destroy();
    process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    workers.forEach(ProcessHandle::destroyForcibly);
  }
}
