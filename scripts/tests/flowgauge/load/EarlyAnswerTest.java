package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that answers a request before it has read it (RFC 9112 9.3). */
class EarlyAnswerTest {
  private static final Target LARGE = new Target("POST", "/", List.of(), new byte[5_000_000]);

  private static Recorded run(ScriptedServer.Script script) throws Exception {
    try (ScriptedServer server = new ScriptedServer(script)) {
      return Recorded.of(
          server.uri(),
          Recorded.users(3, Duration.ofMillis(10), Duration.ofSeconds(2)),
          LARGE,
          ServerTimes.NONE,
          driver -> {});
    }
  }

  private static byte[] answer(int status, String fields) {
    return ("HTTP/1.1 " + status + " No\r\nContent-Length: 3\r\n" + fields + "\r\nbig")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void all(int status, Recorded run) {
    assertTrue(run.samples().size() > 5, run.samples().size() + " requests");
    for (Sample sample : run.samples()) {
      assertEquals(Outcome.HTTP_ERROR, sample.outcome(), sample.toString());
      assertEquals(status, sample.status());
      assertEquals(3, sample.responseBytes());
      assertFalse(sample.reused(), "half a request is on its connection");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {413, 401, 503})
  void oneThatClosesAtOnceIsHeard(int status) throws Exception {
    byte[] answer = answer(status, "Connection: close\r\n");
    all(
        status,
        run(
            (n, socket, out) -> {
              out.write(answer);
              socket.close(); // with most of the request unread: a reset follows the answer
            }));
  }

  @Test
  void oneThatKeepsItsConnectionIsHeardAndNotUsedAgain() throws Exception {
    byte[] answer = answer(401, "");
    all(
        401,
        run(
            (n, socket, out) -> {
              out.write(answer);
              TimeUnit.SECONDS.sleep(30); // reads no more
            }));
  }

  @Test
  void oneThatResetsWithoutAnAnswerIsAReset() throws Exception {
    Recorded run =
        run(
            (n, socket, out) -> {
              socket.setSoLinger(true, 0);
              socket.close();
            });
    assertTrue(run.samples().size() > 5, run.samples().size() + " requests");
    for (Sample sample : run.samples()) {
      assertEquals(Outcome.CONNECTION_RESET, sample.outcome(), sample.toString());
      assertEquals(Sample.ABSENT, sample.status());
    }
  }

  @Test
  void oneThatClosesAmidItsAnswerIsNoAnswer() throws Exception {
    byte[] half =
        "HTTP/1.1 413 No\r\nContent-Length: 9\r\n\r\nbig".getBytes(StandardCharsets.US_ASCII);
    Recorded run =
        run(
            (n, socket, out) -> {
              out.write(half);
              socket.close();
            });
    assertFalse(run.samples().isEmpty());
    for (Sample sample : run.samples()) {
      assertEquals(Outcome.CONNECTION_RESET, sample.outcome(), sample.toString());
      assertEquals(413, sample.status());
    }
  }
}
