package faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A socket in front of the Docker engine that can be taken away, or frozen, as by an engine that is
 * stopped: then it accepts, takes what is sent and never answers. The engine itself goes on.
 */
final class EngineProxy implements AutoCloseable {
  private static final Path ENGINE =
      Path.of(
          System.getenv()
              .getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock")
              .replaceFirst("^unix://", ""));

  private final ServerSocketChannel server;
  private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
  private volatile boolean frozen;
  private volatile String last = "";
  private volatile String replaced = "";
  private volatile String by = "";

  private EngineProxy(ServerSocketChannel server) {
    this.server = server;
    daemon(this::accept);
  }

  /** One on a Unix socket. */
  static EngineProxy at(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    return new EngineProxy(server.bind(UnixDomainSocketAddress.of(socket)));
  }

  /** One on a port of loopback. */
  static EngineProxy onLoopback() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    return new EngineProxy(server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  /** Where it is, as {@code DOCKER_HOST} has it. */
  String host() throws IOException {
    return server.getLocalAddress() instanceof InetSocketAddress tcp
        ? "tcp://127.0.0.1:" + tcp.getPort()
        : "unix://" + server.getLocalAddress();
  }

  /** From now on nothing is passed on, either way. */
  void freeze() {
    frozen = true;
  }

  /** Freezes as soon as a request for that path comes, which the engine does not get. */
  EngineProxy freezeAt(String path) {
    last = path;
    return this;
  }

  /** Lets requests have another text, as long, in place of one. */
  EngineProxy replace(String text, String other) {
    by = other;
    replaced = text;
    return this;
  }

  boolean frozen() {
    return frozen;
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "engine-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(ENGINE));
        open.addAll(List.of(client, engine));
        daemon(() -> copy(client, engine, true));
        daemon(() -> copy(engine, client, false));
      }
    } catch (IOException closed) {
      // the test took it away
    }
  }

  private void copy(SocketChannel from, SocketChannel to, boolean requests) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    try {
      while (from.read(bytes) >= 0) {
        bytes.flip();
        if (requests && !replaced.isEmpty()) {
          String text = ISO_8859_1.decode(bytes.duplicate()).toString();
          bytes.duplicate().put(text.replace(replaced, by).getBytes(ISO_8859_1));
        }
        if (requests
            && !last.isEmpty()
            && ISO_8859_1.decode(bytes.duplicate()).toString().contains(last)) {
          freeze();
        }
        while (bytes.hasRemaining() && !frozen) {
          to.write(bytes);
        }
        bytes.clear();
      }
      if (!frozen) {
        to.shutdownOutput();
      }
    } catch (IOException closed) {
      // either end is gone
    }
  }

  @Override
  public void close() throws IOException {
    boolean unix = server.isOpen() && server.getLocalAddress() instanceof UnixDomainSocketAddress;
    String path = unix ? server.getLocalAddress().toString() : "";
    server.close();
    for (SocketChannel each : open) {
      each.close();
    }
    if (unix) {
      Files.deleteIfExists(Path.of(path));
    }
  }
}
