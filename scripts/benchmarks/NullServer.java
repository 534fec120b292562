import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/**
 * Answers whatever one read brings with one fixed response: a server that costs as little as can
 * be. It takes a request to come in one piece, as small ones over loopback do.
 */
final class NullServer {
  private NullServer() {}

  /** Serves until killed; the arguments are the port and the body of the answer. */
  public static void main(String... args) throws InterruptedException {
    byte[] response =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + args[1].length()
                + "\r\n\r\n"
                + args[1])
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuf bytes =
        Unpooled.unreleasableBuffer(Unpooled.directBuffer(response.length).writeBytes(response));
    boolean epoll = Epoll.isAvailable();
    new ServerBootstrap()
        .group(
            new MultiThreadIoEventLoopGroup(
                1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory()))
        .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 4096)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new Answer(bytes));
              }
            })
        .bind(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  private static final class Answer extends ChannelInboundHandlerAdapter {
    private final ByteBuf response;

    Answer(ByteBuf response) {
      this.response = response;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ((ByteBuf) message).release();
      ctx.writeAndFlush(response.duplicate(), ctx.voidPromise());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
