package flowgauge.load.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.load.answer.ReportedTimes.Found;
import flowgauge.load.answer.ResponseHead.Coding;
import flowgauge.record.sample.Sample;
import flowgauge.scenario.ServerTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportedTimesTest {
  private static final ReportedTimes TIMES =
      ReportedTimes.of(
          new ServerTimes(Optional.of("/a/0/node_s"), Optional.of("/backend~1s"), 0, false));

  private static Found found(Coding coding, byte[] body, int cut) {
    TIMES.begin(coding, false);
    for (int at = 0; at < body.length; at += cut) {
      TIMES.take(body, at, Math.min(cut, body.length - at));
    }
    return TIMES.end();
  }

  private static Found found(String json) {
    return found(Coding.IDENTITY, json.getBytes(StandardCharsets.UTF_8), 1 << 20);
  }

  private static String answer(int padding) {
    return "{\"text\": \""
        + "x".repeat(padding)
        + "\", \"a\": [{\"node_s\": 1.5, \"b\": {\"node_s\": 9}}, {\"node_s\": 8}],"
        + " \"node_s\": 7, \"backend/s\": 0.25}";
  }

  private static byte[] through(OutputStream out, ByteArrayOutputStream to, String text)
      throws IOException {
    try (out) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return to.toByteArray();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    return through(new GZIPOutputStream(to), to, text);
  }

  private static byte[] deflate(String text, boolean raw) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    return through(new DeflaterOutputStream(to, new Deflater(Deflater.BEST_SPEED, raw)), to, text);
  }

  private static void bothFound() {
    assertEquals(1_500_000, TIMES.nodeUs());
    assertEquals(250_000, TIMES.backendUs());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 1 << 20})
  void timesAreFoundInEveryCut(int cut) throws IOException {
    assertEquals(
        Found.ALL, found(Coding.IDENTITY, answer(3).getBytes(StandardCharsets.UTF_8), cut));
    bothFound();
    assertEquals(Found.ALL, found(Coding.GZIP, gzip(answer(3)), cut));
    bothFound();
    for (boolean raw : new boolean[] {true, false}) {
      assertEquals(Found.ALL, found(Coding.DEFLATE, deflate(answer(3), raw), cut));
      bothFound();
    }
  }

  @Test
  void timesAreFoundInLargeAnswersUpToTheBound() throws IOException {
    String large = answer(ReportedTimes.MOST_BYTES - 1_000);
    String larger = answer(ReportedTimes.MOST_BYTES);
    byte[] plain = large.getBytes(StandardCharsets.UTF_8);
    assertEquals(Found.ALL, found(Coding.IDENTITY, plain, 16_384));
    bothFound();
    assertEquals(Found.ALL, found(Coding.GZIP, gzip(large), 16_384));
    bothFound();
    plain = larger.getBytes(StandardCharsets.UTF_8);
    assertEquals(Found.TOO_LONG, found(Coding.IDENTITY, plain, 16_384));
    assertEquals(Found.TOO_LONG, found(Coding.GZIP, gzip(larger), 16_384));
    assertEquals(
        Found.ALL,
        found(Coding.IDENTITY, (answer(0) + " ".repeat(1 << 24)).getBytes(), 16_384),
        "what comes behind is not looked at");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a': [{'node_s': 1.5}]}                           | LACKING",
        "{'a': [{'node_s': '1.5'}], 'backend/s': 0.25}      | LACKING",
        "{'a': [{'node_s': -1}], 'backend/s': 0.25}         | LACKING",
        "{'a': [{'node_s': 1e99}], 'backend/s': 0.25}       | LACKING",
        "{'a': {'0': {'node_s': 1.5}}, 'backend/s': 0.25}   | ALL",
        "{'backend/s': 0.25, 'a': [{'node_s': 1.5}]}}}}     | ALL",
        "{'a': [{'node_s': 1.5}], 'backend/s': 0.25         | NOT_JSON",
        "{'a': [{'node_s': 1.5}] 'backend/s': 0.25}         | NOT_JSON",
        "<html>                                             | NOT_JSON",
        "17                                                 | LACKING",
        "null                                               | LACKING",
      })
  void whatIsNotFoundSaysWhy(String json, Found expected) {
    assertEquals(expected, found(json.strip().replace('\'', '"')));
    if (expected == Found.NOT_JSON) {
      assertEquals(Sample.ABSENT, TIMES.nodeUs());
    }
  }

  @Test
  void whatCannotBeReadIsToldApart() throws IOException {
    assertEquals(Found.NOT_JSON, found(""));
    assertEquals(Found.CODED, found(Coding.OTHER, new byte[] {1, 2, 3}, 3));
    byte[] cut = gzip(answer(1_000));
    assertEquals(Found.NOT_JSON, found(Coding.GZIP, java.util.Arrays.copyOf(cut, 30), 30));
    assertEquals(Found.NOT_JSON, found(Coding.GZIP, "no gzip".getBytes(), 9));
    assertEquals(Found.ALL, found(answer(0)), "one after the other");
  }
}
