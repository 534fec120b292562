package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.ServerTimes;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Each way in which a request can end is told apart, on servers made to end it so. */
class OutcomeTest {
  private static final Duration WAIT = Duration.ofMillis(20);
  private static final LoadProfile ONE_USER = Recorded.users(1, WAIT, Duration.ofMillis(200));

  /** Where a second request has to come, however slow the machine is. */
  private static final LoadProfile LONGER = Recorded.users(1, WAIT, Duration.ofSeconds(3));

  private static void all(Outcome expected, Recorded run) {
    assertFalse(run.samples().isEmpty());
    for (Sample sample : run.samples()) {
      assertEquals(expected, sample.outcome(), sample.toString());
    }
  }

  private static LoadProfile with(
      LoadProfile p, Duration timeout, Duration connect, Duration drain, boolean retry) {
    return new LoadProfile(
        p.stages(),
        p.waitMin(),
        p.waitMax(),
        p.arrivals(),
        p.connections(),
        p.maxInFlight(),
        timeout,
        connect,
        p.warmUp(),
        drain,
        retry,
        p.seed());
  }

  @Test
  void httpErrorFromStatus400On() throws Exception {
    byte[] answer =
        "HTTP/1.1 400 Bad\r\nContent-Length: 2\r\n\r\nno".getBytes(StandardCharsets.US_ASCII);
    try (ScriptedServer server = new ScriptedServer((n, socket, out) -> out.write(answer))) {
      Recorded run = Recorded.of(server.uri(), ONE_USER);
      all(Outcome.HTTP_ERROR, run);
      assertEquals(400, run.samples().get(0).status());
      assertEquals(2, run.samples().get(0).responseBytes());
    }
  }

  @Test
  void connectRefusedWhereNobodyListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    Recorded run = Recorded.of(URI.create("http://127.0.0.1:" + port), LONGER);
    all(Outcome.CONNECT_REFUSED, run);
    assertTrue(run.samples().size() > 1, "a user goes on after a failure");
  }

  @Test
  void connectTimeoutWhereTheListenQueueIsFull() throws Exception {
    List<Socket> filling = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 2; i++) {
        filling.add(new Socket(full.getInetAddress(), full.getLocalPort()));
      }
      LoadProfile load =
          with(
              ONE_USER,
              Duration.ofSeconds(10),
              Duration.ofMillis(300),
              Duration.ofSeconds(5),
              false);
      URI silent = URI.create("http://127.0.0.1:" + full.getLocalPort());
      all(Outcome.CONNECT_TIMEOUT, Recorded.of(silent, load));
      load =
          with(
              ONE_USER,
              Duration.ofMillis(300),
              Duration.ofSeconds(10),
              Duration.ofSeconds(5),
              false);
      all(Outcome.CONNECT_TIMEOUT, Recorded.of(silent, load));
    } finally {
      for (Socket socket : filling) {
        socket.close();
      }
    }
  }

  @Test
  void connectionResetByAnRst() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              socket.setSoLinger(true, 0);
              socket.close();
            })) {
      all(Outcome.CONNECTION_RESET, Recorded.of(server.uri(), ONE_USER));
    }
  }

  @Test
  void remoteClosedBeforeAWholeResponse() throws Exception {
    byte[] half =
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123".getBytes(StandardCharsets.US_ASCII);
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              out.write(half);
              socket.close();
            })) {
      Recorded run = Recorded.of(server.uri(), ONE_USER);
      all(Outcome.REMOTE_CLOSED, run);
      assertEquals(3, run.samples().get(0).responseBytes());
      assertTrue(run.samples().get(0).firstByteUs() > 0);
    }
  }

  @Test
  void responseTimeoutAndItsLateAnswerIsNotTakenForTheNext() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              TimeUnit.MILLISECONDS.sleep(1_500);
              out.write(ScriptedServer.ok("late"));
            })) {
      LoadProfile load =
          with(
              Recorded.users(1, WAIT, Duration.ofSeconds(4)),
              Duration.ofMillis(150),
              Duration.ofSeconds(2),
              Duration.ofSeconds(5),
              false);
      Recorded run = Recorded.of(server.uri(), load);
      all(Outcome.RESPONSE_TIMEOUT, run);
      for (Sample sample : run.samples()) {
        assertTrue(sample.endUs() - sample.sentUs() >= 150_000, sample.toString());
        assertFalse(sample.reused(), "the connection is not used again");
      }
    }
  }

  @Test
  void invalidResponseForWhatIsNotHttpOrLacksATimeThatHasToBeThere() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write("220 smtp\r\n".getBytes()))) {
      all(Outcome.INVALID_RESPONSE, Recorded.of(server.uri(), ONE_USER));
    }
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write("no line's end".getBytes()))) {
      all(Outcome.INVALID_RESPONSE, Recorded.of(server.uri(), ONE_USER));
    }
    ServerTimes times = new ServerTimes(Optional.of("/node_s"), Optional.empty(), 0, true);
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("{\"node\": 1}")))) {
      all(
          Outcome.INVALID_RESPONSE,
          Recorded.of(server.uri(), ONE_USER, Recorded.GET, times, driver -> {}));
      ServerTimes wished = new ServerTimes(times.nodePointer(), times.backendPointer(), 0, false);
      Recorded run = Recorded.of(server.uri(), ONE_USER, Recorded.GET, wished, driver -> {});
      all(Outcome.OK, run);
      assertTrue(run.samples().stream().allMatch(s -> s.nodeUs() == Sample.ABSENT));
    }
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("{\"node_s\": 1.5}")))) {
      Recorded run = Recorded.of(server.uri(), ONE_USER, Recorded.GET, times, driver -> {});
      all(Outcome.OK, run);
      assertEquals(1_500_000, run.samples().get(0).nodeUs());
      assertEquals(Sample.ABSENT, run.samples().get(0).backendUs());
    }
  }

  @Test
  void unfinishedIsARowThatEndsWithTheRun() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> TimeUnit.SECONDS.sleep(20))) {
      LoadProfile load =
          with(
              Recorded.users(3, WAIT, Duration.ofMillis(200)),
              Duration.ofSeconds(10),
              Duration.ofSeconds(2),
              Duration.ofMillis(100),
              false);
      Recorded run = Recorded.of(server.uri(), load);
      assertEquals(3, run.samples().size());
      all(Outcome.UNFINISHED, run);
      for (Sample sample : run.samples()) {
        assertEquals(run.result().endUs(), sample.endUs());
      }
    }
  }

  @Test
  void everyRequestIsARowWhenTheRunIsAborted() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              TimeUnit.MILLISECONDS.sleep(n == 5 ? 30_000 : 5);
              out.write(ScriptedServer.ok("x"));
            })) {
      Recorded run =
          Recorded.of(
              server.uri(),
              Recorded.users(20, Duration.ZERO, Duration.ofSeconds(30)),
              Recorded.GET,
              ServerTimes.NONE,
              driver ->
                  new Thread(
                          () -> {
                            while (server.requests.get() < 120) {
                              LockSupport.parkNanos(1_000_000);
                            }
                            driver.abort("test");
                          })
                      .start());
      assertEquals(120, run.samples().size());
      assertEquals(100, run.samples().stream().filter(s -> s.outcome() == Outcome.OK).count());
      assertEquals(
          20, run.samples().stream().filter(s -> s.outcome() == Outcome.UNFINISHED).count());
      assertEquals(120, run.samples().stream().map(Sample::request).distinct().count());
      assertEquals(Optional.of("test"), run.result().stoppedEarly());
    }
  }

  @Test
  void aConnectionClosedWhileIdleIsNotUsedAgain() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              out.write(ScriptedServer.ok("x"));
              socket.close(); // a keep-alive that ends at once, long before the next request
            })) {
      Recorded run =
          Recorded.of(
              server.uri(), Recorded.users(1, Duration.ofSeconds(1), Duration.ofSeconds(3)));
      all(Outcome.OK, run);
      assertTrue(run.samples().stream().noneMatch(Sample::reused));
      assertEquals(run.samples().size(), server.connections.get());
    }
  }

  private static ScriptedServer losingEverySecondRequest() throws Exception {
    // what a close that crosses with the request on the wire looks like from the client
    return new ScriptedServer(
        (n, socket, out) -> {
          if (n == 1) {
            socket.close();
          } else {
            out.write(ScriptedServer.ok("x"));
          }
        });
  }

  @Test
  void aRequestThatCrossesWithACloseSaysSo() throws Exception {
    try (ScriptedServer server = losingEverySecondRequest()) {
      Recorded run = Recorded.of(server.uri(), LONGER);
      List<Sample> lost = run.samples().stream().filter(s -> s.outcome().failed()).toList();
      assertFalse(lost.isEmpty());
      for (Sample sample : lost) {
        assertTrue(
            sample.outcome() == Outcome.REMOTE_CLOSED
                || sample.outcome() == Outcome.CONNECTION_RESET,
            sample.toString());
        assertTrue(sample.reused());
        assertTrue(sample.idleUs() >= WAIT.toMillis() * 1_000, sample.toString());
        assertEquals(0, sample.retries());
      }
    }
  }

  @Test
  void retryStaleSendsItOnceMoreAndSaysSo() throws Exception {
    try (ScriptedServer server = losingEverySecondRequest()) {
      LoadProfile load =
          with(LONGER, Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(5), true);
      Recorded run = Recorded.of(server.uri(), load);
      all(Outcome.OK, run);
      List<Sample> retried = run.samples().stream().filter(s -> s.retries() == 1).toList();
      assertFalse(retried.isEmpty());
      assertFalse(retried.get(0).reused());
    }
  }
}
