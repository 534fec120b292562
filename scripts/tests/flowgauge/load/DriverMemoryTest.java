package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.sample.Outcome;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a driver keeps outside the heap once it is closed. */
@Isolated
class DriverMemoryTest {
  private static final int RUNS = 10;

  /** More than the sockets of both sides take: it can't be sent whole unless it is read. */
  private static final int LARGE = 16 << 20;

  private static long usedBytes() {
    return UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory()
        + ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  private static Recorded run(ScriptedServer server, int bodyBytes, Consumer<Driver> made)
      throws Exception {
    return Recorded.of(
        server.uri(),
        Recorded.users(4, Duration.ofMillis(1), Duration.ofMillis(50)),
        new Target("POST", "/", List.of(), new byte[bodyBytes]),
        ServerTimes.NONE,
        made);
  }

  @Test
  void runsLeaveItFlat() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
      run(server, 1000, made -> {});
      long before = usedBytes();
      for (int i = 0; i < RUNS; i++) {
        run(server, 1000, made -> {});
      }
      assertEquals(before, usedBytes());
    }
  }

  @Test
  void runsThatEndInsideARequestLeaveItFlat() throws Exception {
    long before = usedBytes();
    for (int i = 0; i < RUNS; i++) {
      abortInsideARequest();
    }
    assertEquals(before, usedBytes());
  }

  /**
   * A server and a driver of its own: what the last run's connections still ask for ends no other.
   */
  private static void abortInsideARequest() throws Exception {
    AtomicReference<Driver> driver = new AtomicReference<>();
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              driver.get().abort("it is under way");
              over.await();
            })) {
      Recorded run = run(server, LARGE, driver::set);
      assertTrue(run.samples().stream().anyMatch(s -> s.outcome() == Outcome.UNFINISHED));
    } finally {
      over.countDown();
    }
  }
}
