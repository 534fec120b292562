package flowgauge.load;

import flowgauge.record.sample.Outcome;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Opens connections to the one server, with TLS where the URL asks for it.
 *
 * <p>The addresses of its name are tried in turn, beginning with the one that answered last. Until
 * one has answered, the next is tried beside one that says nothing (RFC 8305): later that would put
 * more connects on a server that is slow to accept them.
 */
final class Connector {
  private static final int READ_SIZE = 16 * 1024;

  /** The connection attempt delay that RFC 8305, section 5, recommends. */
  private static final long BESIDE_MILLIS = 250;

  private final EventLoop loop;
  private final long timeoutNanos;
  private final Bootstrap bootstrap;
  private final SslContext tls;
  private final String host;
  private final List<InetSocketAddress> addresses;
  private int preferred;
  private boolean answered;
  private long exhausted;
  private Throwable lastFailure;

  /**
   * A connector.
   *
   * @param host the server's name, as its certificate has it
   * @param addresses of that name, at least one
   * @param tls null for plain connections
   */
  Connector(
      EventLoop loop,
      Class<? extends Channel> kind,
      String host,
      List<InetSocketAddress> addresses,
      SslContext tls,
      Duration timeout) {
    this.loop = loop;
    this.timeoutNanos = Math.max(1_000_000, timeout.toNanos());
    this.tls = tls;
    this.host = host;
    this.addresses = addresses;
    bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(kind)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis(timeoutNanos))
            // an answer may lie ready where a write fails
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_SIZE))
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    // the handlers are added once it is connected
                  }
                });
  }

  private static int millis(long nanos) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, nanos / 1_000_000));
  }

  /**
   * Opens a connection.
   *
   * @param done told null once it can carry a request, else the outcome
   */
  void open(HttpConnection connection, Consumer<Outcome> done) {
    new Attempts(connection, done).next(bootstrap);
  }

  /** One connection's way through the addresses. */
  private final class Attempts {
    private final HttpConnection connection;
    private final Consumer<Outcome> done;
    private final long startedNanos = System.nanoTime();
    private final int first = preferred;
    private Throwable firstCause;
    private int begun;
    private int pending;
    private boolean over;

    Attempts(HttpConnection connection, Consumer<Outcome> done) {
      this.connection = connection;
      this.done = done;
    }

    private void next(Bootstrap from) {
      int index = (first + begun++) % addresses.size();
      pending++;
      from.connect(addresses.get(index))
          .addListener(
              (ChannelFuture connected) -> {
                if (loop.inEventLoop()) {
                  ended(connected, index);
                } else {
                  // where no socket can be had, Netty tells it on a thread of its own
                  loop.execute(() -> ended(connected, index));
                }
              });
      if (!answered && begun < addresses.size()) {
        int until = begun;
        loop.schedule(
            () -> {
              if (begun == until) {
                further();
              }
            },
            BESIDE_MILLIS,
            TimeUnit.MILLISECONDS);
      }
    }

    /** The next address, in what is left of the time. */
    private void further() {
      long leftNanos = timeoutNanos - (System.nanoTime() - startedNanos);
      if (!over && begun < addresses.size() && leftNanos > 0) {
        next(bootstrap.clone().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis(leftNanos)));
      }
    }

    private void ended(ChannelFuture connected, int index) {
      pending--;
      if (connected.isSuccess()) {
        if (over) {
          connected.channel().close();
          return;
        }
        over = true;
        answered = true;
        preferred = index;
        secure(connected.channel(), connection, startedNanos, done);
        return;
      }
      if (over) {
        return;
      }
      failed(connected.cause());
      if (index == first) {
        firstCause = connected.cause(); // what became of the likeliest says most
      }
      further();
      if (pending == 0) {
        over = true;
        lastFailure = firstCause;
        done.accept(ConnectFailure.outcome(firstCause));
      }
    }
  }

  private void secure(
      Channel channel, HttpConnection connection, long startedNanos, Consumer<Outcome> done) {
    if (tls == null) {
      ready(connection, channel, false, done);
      return;
    }
    InetSocketAddress address = addresses.get(preferred);
    SslHandler handler = tls.newHandler(channel.alloc(), host, address.getPort());
    handler.setHandshakeTimeoutMillis(millis(timeoutNanos - (System.nanoTime() - startedNanos)));
    ChannelHandler quiet = new Quiet();
    channel.pipeline().addLast(handler, quiet);
    handler
        .handshakeFuture()
        .addListener(
            shaken -> {
              if (shaken.isSuccess()) {
                channel.pipeline().remove(quiet);
                ready(connection, channel, true, done);
              } else {
                channel.close();
                failed(shaken.cause());
                done.accept(ConnectFailure.outcome(shaken.cause()));
              }
            });
  }

  private static void ready(
      HttpConnection connection, Channel channel, boolean secure, Consumer<Outcome> done) {
    connection.opened(channel, secure);
    channel.pipeline().addLast(connection);
    done.accept(null);
  }

  /** Takes what the handshake's own future tells already, which Netty would else print. */
  private static final class Quiet extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable told) {
      ctx.close();
    }
  }

  /** Why the last connect that failed did; null if none has. */
  Throwable lastFailure() {
    return lastFailure;
  }

  /** Connects that failed for want of ports or descriptors on this side. */
  long exhausted() {
    return exhausted;
  }

  /** A connect failed, or a connection that the server refused once TLS stood. */
  void failed(Throwable cause) {
    lastFailure = cause;
    if (ConnectFailure.exhaustion(cause)) {
      exhausted++;
    }
  }
}
