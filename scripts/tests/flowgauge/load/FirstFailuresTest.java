package flowgauge.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import flowgauge.load.answer.KnownHead;
import flowgauge.load.answer.ResponseParser;
import flowgauge.record.FirstFailure;
import flowgauge.record.sample.Outcome;
import flowgauge.scenario.Header;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The first failure of each kind, by a server that says what it answered. */
class FirstFailuresTest {
  private static final String TOKEN = "k9-token-0815";
  private static final Target TARGET =
      new Target(
          "GET",
          "/score?key=s%20cret-key",
          List.of(
              new Header("Authorization", "Bearer " + TOKEN), new Header("Accept", "text/plain")),
          new byte[0]);

  private static byte[] answer(int status, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    String head = "HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n".formatted(status, bytes.length);
    return (head + body).getBytes(UTF_8);
  }

  private static List<FirstFailure> drive(List<byte[]> answers, ServerTimes times)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Driver> driver = new AtomicReference<>();
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              int number = next.getAndIncrement();
              if (number == 3 * answers.size()) {
                driver.get().stop("each came again");
              }
              byte[] now = answers.get(number % answers.size());
              if (now.length == 0) {
                socket.close();
              } else {
                out.write(now);
              }
            })) {
      Recorded run =
          Recorded.of(
              server.uri(),
              Recorded.users(1, Duration.ofMillis(1), Duration.ofMinutes(5)),
              TARGET,
              times,
              driver::set);
      return run.result().firstFailures();
    }
  }

  private static List<String> words(List<FirstFailure> failures) {
    return failures.stream().map(FirstFailure::words).toList();
  }

  @Test
  void areOneOfEachKindWithWhatTheServerSaid() throws Exception {
    String longOne = "\u00e9".repeat(1000);
    assertEquals(
        List.of(
            "status 503: busy,\u001b[31m try later",
            "status 404: " + longOne.substring(0, 300),
            "remote closed, without a word",
            "status 500, without a word",
            "invalid response: SSH-2.0-x"),
        words(
            drive(
                List.of(
                    answer(503, "busy,\u001b[31m\r\n\ttry later\n"),
                    answer(200, "fine"),
                    answer(404, longOne),
                    new byte[0],
                    answer(500, ""),
                    "SSH-2.0-x\r\n".getBytes(UTF_8),
                    answer(503, "another one")),
                ServerTimes.NONE)));
  }

  @Test
  void showNothingOfWhatTheRequestCarried() throws Exception {
    String echo =
        "Authorization: Bearer %s, only %s, key=s%%20cret-key or s cret-key, Accept text/plain";
    assertEquals(
        List.of(
            "status 401: Authorization: ***, only ***, *** or ***, Accept text/plain",
            "status 400: " + "x".repeat(300)),
        words(
            drive(
                List.of(
                    answer(401, echo.formatted(TOKEN, TOKEN)),
                    answer(400, "x".repeat(4090) + TOKEN)),
                ServerTimes.NONE)));
  }

  @Test
  void tellAnAnswerThatLacksTheTimesThatTheScenarioNames() throws Exception {
    assertEquals(
        List.of("invalid response: {\"other\": 1}"),
        words(
            drive(
                List.of(answer(200, "{\"t\": 1}"), answer(200, "{\"other\": 1}")),
                new ServerTimes(Optional.of("/t"), Optional.empty(), 0, true))));
  }

  @Test
  void tellWhyThereWasNoConnection() throws Exception {
    Recorded run =
        Recorded.of(
            URI.create("http://127.0.0.1:1"),
            Recorded.users(1, Duration.ofMillis(1), Duration.ofMillis(50)));
    assertEquals(1, run.result().firstFailures().size());
    FirstFailure first = run.result().firstFailures().get(0);
    assertEquals(Outcome.CONNECT_REFUSED, first.outcome());
    assertTrue(first.words().contains("refused"), first.words());
  }

  @Test
  void areBoundedWhateverAServerMakesUp() throws Exception {
    List<byte[]> answers = new ArrayList<>();
    for (int status = 400; status < 500; status++) {
      answers.add(answer(status, "x"));
    }
    assertEquals(FirstFailure.MOST, drive(answers, ServerTimes.NONE).size());
  }

  /** A failing server must not make the driver's heap the limit. */
  @Test
  void anotherOfAKnownKindAllocatesNothing() {
    FirstFailures failures = new FirstFailures(TARGET, false);
    ResponseParser parser = new ResponseParser(null, new KnownHead(), failures::wanted);
    byte[] bytes = answer(503, "busy");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = 0;
    for (int i = 0; i < 20_000; i++) {
      if (i == 10_000) {
        before = threads.getThreadAllocatedBytes(thread);
      }
      parser.reset(false);
      parser.parse(bytes, 0, bytes.length);
      failures.answered(Outcome.HTTP_ERROR, parser, i);
    }
    long each = (threads.getThreadAllocatedBytes(thread) - before) / 10_000;
    assertEquals(0, each, "bytes a failure");
    assertEquals(1, failures.found().size());
    assertFalse(failures.found().get(0).text().isEmpty());
  }
}
