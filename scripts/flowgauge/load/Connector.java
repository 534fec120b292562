package flowgauge.load;

import flowgauge.record.Outcome;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** Opens connections to the one server, with TLS where the URL asks for it. */
final class Connector {
  private static final int READ_SIZE = 16 * 1024;

  private final EventLoop loop;
  private final int timeoutMillis;
  private final Bootstrap bootstrap;
  private final SslContext tls;
  private final InetSocketAddress address;
  private long exhausted;
  private Throwable lastFailure;

  /**
   * A connector.
   *
   * @param tls null for plain connections
   */
  Connector(
      EventLoop loop,
      Class<? extends Channel> kind,
      InetSocketAddress address,
      SslContext tls,
      Duration timeout) {
    this.loop = loop;
    this.timeoutMillis = (int) Math.max(1, timeout.toMillis());
    this.tls = tls;
    this.address = address;
    bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(kind)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_SIZE))
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    // the handlers are added once it is connected
                  }
                });
  }

  /**
   * Opens a connection.
   *
   * @param done told null once it can carry a request, else the outcome
   */
  void open(HttpConnection connection, Consumer<Outcome> done) {
    bootstrap
        .connect(address)
        .addListener(
            (ChannelFuture connected) -> {
              if (loop.inEventLoop()) {
                connected(connected, connection, done);
              } else {
                // where no socket can be had, Netty tells it on a thread of its own
                loop.execute(() -> connected(connected, connection, done));
              }
            });
  }

  private void connected(
      ChannelFuture connected, HttpConnection connection, Consumer<Outcome> done) {
    if (!connected.isSuccess()) {
      lastFailure = connected.cause();
      countExhaustion(connected.cause());
      done.accept(outcome(connected.cause()));
      return;
    }
    Channel channel = connected.channel();
    if (tls == null) {
      ready(connection, channel, false, done);
      return;
    }
    SslHandler handler =
        tls.newHandler(channel.alloc(), address.getHostString(), address.getPort());
    handler.setHandshakeTimeoutMillis(timeoutMillis);
    ChannelHandler quiet = new Quiet();
    channel.pipeline().addLast(handler, quiet);
    handler
        .handshakeFuture()
        .addListener(
            shaken -> {
              if (shaken.isSuccess()) {
                channel.pipeline().remove(quiet);
                ready(connection, channel, false, done);
              } else {
                channel.close();
                lastFailure = shaken.cause();
                done.accept(
                    shaken.cause() instanceof SslHandshakeTimeoutException
                        ? Outcome.CONNECT_TIMEOUT
                        : Outcome.CONNECT_FAILED);
              }
            });
  }

  private static void ready(
      HttpConnection connection, Channel channel, boolean tls, Consumer<Outcome> done) {
    connection.opened(channel, tls);
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

  private void countExhaustion(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      String message = String.valueOf(each.getMessage());
      if (message.contains("Too many open files") || message.contains("Cannot assign requested")) {
        exhausted++;
        return;
      }
    }
  }

  private static Outcome outcome(Throwable cause) {
    if (cause instanceof ConnectTimeoutException) {
      return Outcome.CONNECT_TIMEOUT;
    }
    return cause instanceof ConnectException
            && String.valueOf(cause.getMessage()).contains("refused")
        ? Outcome.CONNECT_REFUSED
        : Outcome.CONNECT_FAILED;
  }
}
