package flowgauge.load.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.sample.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of a stream are those of WHATWG HTML 9.2.6, and their times those of their bytes. */
class EventStreamTest {
  private static final List<String> PIECES =
      List.of(
          "data",
          "data:",
          "data: ",
          ":",
          ": ping",
          "event: x",
          "id",
          "dat",
          "datax",
          " ",
          "x",
          "\r",
          "\n",
          "\r\n",
          "\n\n",
          "\r\n\r\n",
          "[DONE]",
          "\u00EF\u00BB\u00BF",
          "\u00EF\u00BB",
          "{}");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: a\n\ndata: b\n\n",
        "data: a\r\n\r\ndata: b\r\n\r\n",
        "data: a\r\rdata: b\r\r",
        "\u00EF\u00BB\u00BFdata: a\n\n",
        ": ping\n\nevent: start\n\ndata: a\ndata: b\n\n: ping\n\n",
        "data\n\ndata:\n\ndata\ndata\n\ndata:x\n\n", // empty data is no content
        "data:  two blanks\n\nid: 7\ndata: x\nretry: 3\n\n",
        "data: {\"a\": 1}\n\ndata: [DONE]\n\n",
        "data: a\n\ndata: without an end",
      })
  void anyCutMakesTheSameEvents(String text) {
    for (int piece = 1; piece <= text.length(); piece++) {
      EventStreamFuzz.check(bytes(text), piece);
    }
  }

  @Test
  void whateverComesIsReadByTheSpecification() {
    SplittableRandom random = new SplittableRandom(30_001);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      EventStreamFuzz.fuzzerTestOneInput(bytes(text.toString()));
    }
  }

  private static Sample read(String end, boolean whole, long endUs, Object... timesAndTexts) {
    EventStream stream = new EventStream(end, null, null);
    for (int i = 0; i < timesAndTexts.length; i += 2) {
      byte[] b = bytes((String) timesAndTexts[i + 1]);
      stream.take(b, 0, b.length, (Integer) timesAndTexts[i]);
    }
    Sample row = new Sample();
    stream.into(row, endUs, whole);
    return row;
  }

  @Test
  void gapsLieBetweenContentAndAreOpenWhereTheAnswerBrokeOff() {
    Object[] slow = {5, ": ping\n\n", 400, "data: a\n\n", 450, "data: b\n\n", 520, "data: c\n\n"};
    Sample whole = read(null, true, 900, slow);
    assertEquals(400, whole.firstEventUs());
    assertEquals(3, whole.events());
    assertEquals(60, whole.meanGapUs());
    assertEquals(70, whole.longestGapUs());
    assertEquals(380, read(null, false, 900, slow).longestGapUs());
    Sample none = read(null, false, 900, 5, ": ping\n\n");
    assertEquals(0, none.events());
    assertEquals(Sample.ABSENT, none.firstEventUs());
    assertEquals(Sample.ABSENT, none.longestGapUs());
  }

  @Test
  void theEventThatEndsAStreamIsNoContentAndHasToBeTheLast() {
    EventStream stream = new EventStream("[DONE]", null, null);
    stream.take(bytes("data: a\n\ndata: [DONE]\n\n"), 0, 23, 7);
    assertTrue(stream.ended());
    assertEquals(1, stream.count());
    stream.take(bytes("data: b\n\n"), 0, 9, 8);
    assertFalse(stream.ended());
    stream.begin();
    stream.take(bytes("data: [DONE]]\n\n"), 0, 15, 7);
    assertFalse(stream.ended());
  }
}
