package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import flowgauge.scenario.ServerTimes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of times in {@code Server-Timing}, and of a header that has none. */
class HeaderTimesTest {
  private static Sample once(String headers, boolean required) throws Exception {
    ServerTimes times =
        new ServerTimes(Optional.of("Server-Timing app"), Optional.of("/backend_s"), 0, required);
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              String body = "{\"backend_s\": 0.25}";
              out.write(
                  ("HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s"
                          .formatted(headers, body.length(), body))
                      .getBytes(StandardCharsets.US_ASCII));
              out.flush();
            })) {
      return Recorded.of(
              server.uri(),
              Recorded.users(1, Duration.ofSeconds(30), Duration.ofMillis(50)),
              Recorded.GET,
              times,
              driver -> {})
          .samples()
          .get(0);
    }
  }

  @Test
  void headersAndBodiesAreSourcesSideBySide() throws Exception {
    Sample row = once("Server-Timing: db;dur=5\r\nSERVER-TIMING: app;dur=12.3\r\n", true);
    assertEquals(Outcome.OK, row.outcome(), row.toString());
    assertEquals(12_300, row.nodeUs());
    assertEquals(250_000, row.backendUs());
  }

  @Test
  void aHugeOrMissingHeaderIsATimeThatIsUnknown() throws Exception {
    String huge = "Server-Timing: x;desc=\"" + "y".repeat(100_000) + "\", app;dur=1\r\n";
    Sample row = once(huge, false);
    assertEquals(Outcome.OK, row.outcome(), row.toString());
    assertEquals(Sample.ABSENT, row.nodeUs());
    assertEquals(250_000, row.backendUs());
    assertEquals(Outcome.INVALID_RESPONSE, once("", true).outcome());
  }
}
