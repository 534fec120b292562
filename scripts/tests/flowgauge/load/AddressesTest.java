package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.load.answer.KnownHead;
import flowgauge.record.sample.Outcome;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All addresses of a name are tried, those of 127.0.0.0/8 standing for them. */
class AddressesTest {
  private final EventLoopGroup group = EventLoops.one();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private ServerSocket listen(String address, int port, int backlog) throws Exception {
    ServerSocket server = new ServerSocket(port, backlog, InetAddress.getByName(address));
    open.add(server);
    return server;
  }

  /** A server whose listen queue is full: it answers no connect. */
  private void silent(String address, int port) throws Exception {
    listen(address, port, 1);
    for (int i = 0; i < 2; i++) {
      open.add(new Socket(address, port));
    }
  }

  private Connector connector(int port, Duration timeout, String... addresses) throws Exception {
    List<InetSocketAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(new InetSocketAddress(InetAddress.getByName(address), port));
    }
    return new Connector(group.next(), EventLoops.channel(), "name.example", all, null, timeout);
  }

  /** Empty if it came to be. */
  private Optional<Outcome> open(Connector connector) throws Exception {
    CompletableFuture<Optional<Outcome>> ended = new CompletableFuture<>();
    HttpConnection connection = new HttpConnection(null, 0, null, new KnownHead(), status -> 0);
    group
        .next()
        .execute(() -> connector.open(connection, why -> ended.complete(Optional.ofNullable(why))));
    return ended.get(10, TimeUnit.SECONDS);
  }

  @Test
  void theNextAddressIsTriedWhereOneRefuses() throws Exception {
    ServerSocket server = listen("127.0.0.3", 0, 50);
    Connector connector =
        connector(
            server.getLocalPort(), Duration.ofSeconds(5), "127.0.0.1", "127.0.0.2", "127.0.0.3");
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), open(connector));
      assertEquals("127.0.0.3", server.accept().getLocalAddress().getHostAddress());
    }
  }

  @Test
  void theNextAddressIsTriedBesideOneThatIsSilent() throws Exception {
    ServerSocket server = listen("127.0.0.2", 0, 50);
    silent("127.0.0.1", server.getLocalPort());
    Connector connector =
        connector(server.getLocalPort(), Duration.ofSeconds(60), "127.0.0.1", "127.0.0.2");
    assertEquals(Optional.empty(), open(connector));
  }

  @Test
  void whereAllFailTheFirstSaysWhy() throws Exception {
    ServerSocket unused = listen("127.0.0.1", 0, 1);
    int port = unused.getLocalPort();
    unused.close();
    Duration brief = Duration.ofMillis(600);
    assertEquals(
        Optional.of(Outcome.CONNECT_REFUSED),
        open(connector(port, brief, "127.0.0.1", "127.0.0.2")));
    silent("127.0.0.1", port);
    Connector connector = connector(port, brief, "127.0.0.1", "127.0.0.2");
    assertEquals(Optional.of(Outcome.CONNECT_TIMEOUT), open(connector));
    assertTrue(String.valueOf(connector.lastFailure()).contains("timed out"));
  }

  @Test
  void theOneThatAnsweredIsTriedFirstFromThenOnAndLeftIfItFails() throws Exception {
    ServerSocket second = listen("127.0.0.2", 0, 50);
    int port = second.getLocalPort();
    Connector connector = connector(port, Duration.ofSeconds(5), "127.0.0.1", "127.0.0.2");
    assertEquals(Optional.empty(), open(connector));
    ServerSocket first = listen("127.0.0.1", port, 50);
    assertEquals(Optional.empty(), open(connector));
    second.accept();
    second.accept(); // both went there
    second.close();
    assertEquals(Optional.empty(), open(connector));
    first.accept();
  }
}
