package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import flowgauge.scenario.Expectation;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.ServerTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stream's rows say against what its server did, and answers that lack what they should. */
class StreamTest {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n";
  private static final LoadProfile ONCE =
      Recorded.users(1, Duration.ofSeconds(30), Duration.ofMillis(50));

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void chunk(OutputStream out, String text) throws IOException {
    write(out, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  private static Sample once(ScriptedServer server, String... expectations) throws Exception {
    return run(server, expectations).samples().get(0);
  }

  private static Recorded run(ScriptedServer server, String... expectations) throws Exception {
    return Recorded.of(
        server.uri(),
        ONCE,
        Recorded.GET.expecting(Stream.of(expectations).map(Expectation::of).toList()),
        ServerTimes.NONE,
        driver -> {});
  }

  /** Bounds that hold on a busy machine: nothing can be read before it was written. */
  @Test
  void firstEventAndGapsAreThoseOfTheServer() throws Exception {
    AtomicLong firstUs = new AtomicLong();
    AtomicLong lastUs = new AtomicLong();
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              long got = System.nanoTime();
              write(out, HEAD);
              chunk(out, ": ping\n\n");
              Thread.sleep(80);
              firstUs.set((System.nanoTime() - got) / 1_000);
              chunk(out, "data: {\"a\"");
              chunk(out, ": 1}\n\n");
              for (int i = 0; i < 4; i++) {
                Thread.sleep(20);
                lastUs.set((System.nanoTime() - got) / 1_000);
                chunk(out, "data: x\r\n\r\n");
              }
              chunk(out, "data: [DONE]\n\n");
              write(out, "0\r\n\r\n");
            })) {
      Sample row = once(server, "end [DONE]", "json /a");
      assertEquals(Outcome.OK, row.outcome());
      assertEquals(5, row.events());
      assertTrue(row.firstByteUs() <= row.firstEventUs());
      assertTrue(row.firstEventUs() - row.sentUs() >= firstUs.get(), row + " " + firstUs);
      long lastEventUs = row.firstEventUs() + 4 * row.meanGapUs();
      assertTrue(lastEventUs - row.sentUs() >= lastUs.get() - 4, row + " " + lastUs);
      assertTrue(lastEventUs <= row.endUs() + 4, row.toString());
      assertTrue(row.longestGapUs() >= row.meanGapUs(), row.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "end [DONE], data: x|data: [DONE], 0, OK",
    "end [DONE], data: x, 0, STREAM_CUT",
    "end [DONE], data: x|data: [DONE], , REMOTE_CLOSED", // the last chunk lacks
    "json /a/b, data: {\"a\": {\"b\": 0}}, 0, OK",
    "json /a/b, data: {\"a\": {\"c\": 0}}, 0, UNEXPECTED_ANSWER",
    "json /a/b, data: {\"a\":|data: {\"b\": 0}}, 0, UNEXPECTED_ANSWER", // two events, no JSON
    "text two, data: one|data: two, 0, OK",
    "text three, data: one|data: two, 0, UNEXPECTED_ANSWER",
  })
  void aStreamEndsAsItShouldOrNot(String expected, String events, String last, Outcome outcome)
      throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              write(out, HEAD);
              for (String event : events.split("\\|")) {
                chunk(out, event + "\n\n");
              }
              if (last != null) {
                write(out, "0\r\n\r\n");
              }
              socket.close();
            })) {
      Sample row = once(server, expected);
      assertEquals(outcome, row.outcome(), row.toString());
      assertTrue(row.events() > 0, row.toString());
    }
  }

  private static String remark(ScriptedServer server, String expected) throws Exception {
    return FirstRequest.send(
            server.uri(),
            Recorded.GET.expecting(List.of(Expectation.of(expected))),
            ServerTimes.NONE,
            ONCE,
            Duration.ofSeconds(5))
        .why()
        .orElse("");
  }

  @Test
  void whatCameInPlaceOfAnEndIsTold() throws Exception {
    for (String last : new String[] {"{\"answer\": \"x\"}", "a".repeat(80)}) {
      try (ScriptedServer server =
          new ScriptedServer(
              (n, socket, out) -> {
                write(out, HEAD);
                chunk(out, "data: first\n\ndata: " + last + "\n\n: ping\n\n");
                write(out, "0\r\n\r\n");
              })) {
        String shown = last.length() > 60 ? last.substring(0, 60) + "..." : last;
        assertEquals(
            "is a stream without the end that --expect names: its last event is " + shown,
            remark(server, "end [DONE]"));
      }
    }
  }

  @Test
  void anAnswerThatIsATextSaysSo() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("\"hm\"")))) {
      assertEquals(
          "lacks what --expect names: json /output (the answer is a JSON text: use 'text ...')",
          remark(server, "json /output"));
    }
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("{\"a\": \"hm\"}")))) {
      assertEquals("lacks what --expect names: json /output", remark(server, "json /output"));
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "json /answer, {\"answer\": \"yes\"}, OK",
    "json /answer, {\"answer\": {\"x\": 1}}, OK",
    "json /answer, {\"answer\": null}, UNEXPECTED_ANSWER",
    "json /answer, {\"nested\": {\"answer\": 1}}, UNEXPECTED_ANSWER",
    "json /answer, {\"answer\": \"cut, UNEXPECTED_ANSWER",
    "json /0/a, [{\"a\": false}], OK",
    "text aab, aaab, OK",
    "text aab, aaa, UNEXPECTED_ANSWER",
    "end [DONE], data: [DONE], UNEXPECTED_ANSWER", // no stream
  })
  void anAnswerHoldsWhatIsExpectedOrFails(String expected, String body, Outcome outcome)
      throws Exception {
    for (boolean coded : new boolean[] {false, true}) {
      byte[] sent = coded ? gzip(body) : body.getBytes(StandardCharsets.UTF_8);
      try (ScriptedServer server =
          new ScriptedServer(
              (n, socket, out) -> {
                write(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n"
                        .formatted(sent.length, coded ? "Content-Encoding: gzip\r\n" : ""));
                for (byte b : sent) {
                  out.write(b); // a packet each
                }
              })) {
        Recorded run = run(server, expected);
        Sample row = run.samples().get(0);
        assertEquals(outcome, row.outcome(), row.toString());
        assertEquals(Sample.ABSENT, row.events());
        if (outcome != Outcome.OK && !coded) {
          assertEquals(List.of(body), List.of(run.result().firstFailures().get(0).text().get()));
        }
      }
    }
  }
}
