package flowgauge.serve.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.serve.Servers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An engine that says nothing holds nobody up, and one that is only slow is waited for. */
class EngineCallsTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger pings = new AtomicInteger();

  private String slow() throws InterruptedException {
    answer.await();
    return "late";
  }

  private EngineCalls engine(Duration limit, boolean answers) {
    return new EngineCalls(
        "silent",
        SHORT,
        limit,
        () -> {
          pings.incrementAndGet();
          return answers;
        });
  }

  @Test
  void aSilentOneIsGivenUpOnceAndKnownUntilItAnswers() throws Exception {
    EngineCalls engine = engine(LONG, false);
    List<String> ran = new CopyOnWriteArrayList<>();
    assertThrows(EngineSilentException.class, () -> engine.ask(this::slow));
    for (int i = 0; i < 3; i++) {
      assertThrows(EngineSilentException.class, () -> engine.run(() -> ran.add("meanwhile")));
    }
    assertEquals(1, pings.get(), "no call waits again");
    answer.countDown();
    Servers.await(
        "an answer",
        () -> {
          try {
            return engine.ask(() -> "prompt").equals("prompt");
          } catch (EngineSilentException still) {
            return false;
          }
        });
    assertEquals(List.of(), ran, "what was refused is not done later");
  }

  @Test
  void oneThatAnswersOtherwiseIsWaitedFor() {
    EngineCalls engine =
        new EngineCalls(
            "silent",
            SHORT,
            LONG,
            () -> {
              if (pings.incrementAndGet() == 3) {
                answer.countDown();
              }
              return true;
            });
    assertEquals("late", engine.ask(this::slow));
    assertTrue(pings.get() >= 3);
  }

  @Test
  void butNotForEver() {
    EngineCalls engine = engine(SHORT.multipliedBy(5), true);
    assertThrows(EngineSilentException.class, () -> engine.ask(this::slow));
    answer.countDown();
  }

  @Test
  void itsOwnFailureReachesTheCaller() {
    EngineCalls engine = engine(LONG, true);
    IllegalArgumentException own = new IllegalArgumentException("own");
    assertEquals(
        own,
        assertThrows(
            IllegalArgumentException.class,
            () ->
                engine.run(
                    () -> {
                      throw own;
                    })));
  }

  @Test
  void anInterruptCutsNoCallShortAndIsKept() {
    EngineCalls engine =
        new EngineCalls(
            "silent",
            SHORT,
            LONG,
            () -> {
              answer.countDown();
              return true;
            });
    Thread.currentThread().interrupt();
    assertEquals("late", engine.ask(this::slow));
    assertTrue(Thread.interrupted());
  }
}
