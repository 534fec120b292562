package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.load.schedule.Timers;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** An open load that has fallen behind sends in bursts; answers are read between them. */
class TimersTest {
  private static final int BURSTS = 1_000;

  @Test
  void whatHasComeIsReadBeforeTheNextBurst() throws Exception {
    int sent = burstsUntilRead((timers, burst) -> timers.afterReading(burst));
    assertTrue(sent < 10, sent + " bursts before the answer was read");
  }

  @Test
  void aTaskThatIsExecutedAgainAndAgainKeepsTheLoopFromReading() throws Exception {
    assertEquals(BURSTS, burstsUntilRead((timers, burst) -> timers.in(0, burst)));
  }

  private static int burstsUntilRead(BiConsumer<Timers, Runnable> next) throws Exception {
    EventLoopGroup group = EventLoops.one();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EventLoop loop = group.next();
      CompletableFuture<Integer> bursts = new CompletableFuture<>();
      Chain chain = new Chain(new Timers(loop, bursts::completeExceptionally), next, bursts);
      Channel channel =
          new Bootstrap()
              .group(loop)
              .channel(EventLoops.channel())
              .handler(chain)
              .connect(server.getLocalSocketAddress())
              .sync()
              .channel();
      try (Socket accepted = server.accept()) {
        loop.execute(
            () -> {
              try {
                // over loopback the byte waits in the client's socket once this returns
                accepted.getOutputStream().write(1);
              } catch (java.io.IOException lost) {
                bursts.completeExceptionally(lost);
              }
              chain.run();
            });
        return bursts.get(30, TimeUnit.SECONDS);
      } finally {
        channel.close();
      }
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private static final class Chain extends ChannelInboundHandlerAdapter implements Runnable {
    private final Timers timers;
    private final BiConsumer<Timers, Runnable> next;
    private final CompletableFuture<Integer> bursts;
    private boolean read;
    private int count;

    Chain(Timers timers, BiConsumer<Timers, Runnable> next, CompletableFuture<Integer> bursts) {
      this.timers = timers;
      this.next = next;
      this.bursts = bursts;
    }

    @Override
    public void run() {
      if (read || count == BURSTS) {
        bursts.complete(count);
      } else {
        count++;
        next.accept(timers, this);
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      read = true;
    }
  }
}
