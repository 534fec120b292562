package flowgauge.load.answer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static ResponseParser parse(String text) {
    return parse(text, text.length());
  }

  private static ResponseParser parse(String text, int cut) {
    return read(text, cut).parser();
  }

  /** A response as it was read, with its body. */
  private record Read(ResponseParser parser, Kept kept) {
    byte[] body() {
      return kept.bytes.toByteArray();
    }
  }

  /** Keeps a body. */
  private static final class Kept implements ResponseParser.Body {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ResponseHead.Coding coding;

    @Override
    public void begin(ResponseHead head) {
      coding = head.coding();
      bytes.reset();
    }

    @Override
    public void take(byte[] b, int from, int length) {
      bytes.write(b, from, length);
    }
  }

  private static Read read(String text, int cut) {
    return read(text, cut, new KnownHead());
  }

  private static Read read(String text, int cut, KnownHead known) {
    Kept kept = new Kept();
    ResponseParser parser = new ResponseParser(kept, known);
    parser.reset(false);
    byte[] b = bytes(text);
    for (int at = 0; at < b.length && !parser.done() && !parser.malformed(); at += cut) {
      parser.parse(b, at, Math.min(b.length, at + cut));
    }
    return new Read(parser, kept);
  }

  @Test
  void aResponseReadsTheSameInEveryCut() {
    String chunked =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: CHUNKED\r\n\r\n"
            + "5\r\nhello\r\n1a;x=y\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nTrailer: x\r\n\r\n";
    String plain = "HTTP/1.1 503 No\r\nContent-Length:  3 \r\nConnection: close\r\n\r\nabc";
    for (int cut = 1; cut <= chunked.length(); cut++) {
      Read read = read(chunked, cut);
      ResponseParser parser = read.parser();
      assertTrue(parser.done(), "cut " + cut);
      assertEquals(200, parser.status());
      assertEquals(31, parser.bodyBytes());
      assertArrayEquals(bytes("helloabcdefghijklmnopqrstuvwxyz"), read.body());
      assertTrue(parser.keepAlive());
      parser = parse(plain, cut);
      assertTrue(parser.done(), "cut " + cut);
      assertEquals(503, parser.status());
      assertEquals(3, parser.bodyBytes());
      assertFalse(parser.keepAlive());
    }
  }

  @Test
  void whatComesBehindAResponseIsNotTaken() {
    ResponseParser parser = new ResponseParser(null, new KnownHead());
    parser.reset(false);
    byte[] two = bytes("HTTP/1.1 204 No\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
    assertEquals(19, parser.parse(two, 0, two.length));
    assertTrue(parser.done());
  }

  @Test
  void aResponseWithoutLengthEndsWithItsConnection() {
    ResponseParser parser = parse("HTTP/1.0 200 OK\r\n\r\nabc");
    assertFalse(parser.done());
    parser.closed();
    assertTrue(parser.done());
    assertEquals(3, parser.bodyBytes());
    assertFalse(parser.keepAlive());
  }

  @Test
  void aCutResponseIsNotDoneWhenItsConnectionCloses() {
    ResponseParser parser = parse("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    parser.closed();
    assertFalse(parser.done());
  }

  /** RFC 9110 5.3 and 5.6.1, RFC 9112 5.2 and 6: one field, however it is cut into lines. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // fields                                                       | body | kept alive
        "Content-Type: a;\\r\\n b=c\\r\\nContent-Length: 2             | 2 | true",
        "Content-Length:\\r\\n 2                                       | 2 | true",
        "Content-Length: 2\\r\\n\\t                                    | 2 | true",
        "Content-Length: 2, 2                                          | 2 | true",
        "Content-Length: 2\\r\\nContent-Length: 2                      | 2 | true",
        "content-length : 0000000000000000000000000002                 | 2 | true",
        "Connection: Keep-Alive, CLOSE\\r\\nContent-Length: 2           | 2 | false",
        "Connection: close\\r\\nConnection: keep-alive\\r\\nContent-Length: 2 | 2 | false",
        "Connection: closed, upgrade\\r\\nContent-Length: 2             | 2 | true",
        "Connection: x,\\r\\n close\\r\\nContent-Length: 2              | 2 | false",
        "Transfer-Encoding: gzip\\r\\nTransfer-Encoding: chunked        | 2 | true",
        "Transfer-Encoding: gzip, chunked\\r\\nContent-Length: 9        | 2 | true",
        "Transfer-Encoding: identity\\r\\nContent-Length: 2             | 2 | true",
        "Transfer-Encoding: xchunked\\r\\nContent-Length: 2             | -1 | false",
        "Transfer-Encoding: chunked, gzip\\r\\nContent-Length: 2        | -1 | false",
      })
  void aFieldIsReadAsOne(String fields, int body, boolean keepAlive) {
    String head = "HTTP/1.1 200 OK\r\n" + fields.replace("\\r\\n", "\r\n").replace("\\t", "\t");
    String text = head + "\r\n\r\n" + (head.contains("chunked") ? "2\r\nok\r\n0\r\n\r\n" : "ok");
    for (int cut = 1; cut <= text.length(); cut++) {
      ResponseParser parser = parse(text, cut);
      assertFalse(parser.malformed(), fields);
      assertEquals(body >= 0, parser.done(), fields + ": ends with its connection");
      if (body >= 0) {
        assertEquals(body, parser.bodyBytes(), fields);
      }
      assertEquals(keepAlive, parser.keepAlive(), fields);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "identity            | IDENTITY",
        "GZIP                | GZIP",
        "identity, x-gzip    | GZIP",
        "deflate             | DEFLATE",
        "gzip, deflate       | OTHER",
        "br                  | OTHER",
      })
  void aBodysCodingIsTold(String value, ResponseHead.Coding coding) {
    String text = "HTTP/1.1 200 OK\r\nContent-Encoding: " + value + "\r\nContent-Length: 0\r\n\r\n";
    KnownHead known = new KnownHead();
    assertEquals(coding, read(text, 7).kept().coding);
    assertEquals(coding, read(text, 1000, known).kept().coding);
    assertEquals(coding, read(text, 1000, known).kept().coding, "as a known head");
  }

  /** RFC 9112 7.1: a size is one hex digit or more. */
  @Test
  void aChunksSizeMayBeginWithZeros() {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertEquals(2, parse(chunked + "0".repeat(40) + "2\r\nok\r\n0\r\n\r\n").bodyBytes());
    ResponseParser tooMany = parse(chunked + "8" + "0".repeat(15) + "\r\n");
    assertEquals(ResponseParser.Fault.CHUNK, tooMany.fault());
  }

  @Test
  void aHeadIsReadUpToItsBoundAndToldBeyond() {
    int room = ResponseParser.LONGEST_HEAD - 100;
    String before = "HTTP/1.1 200 OK\r\nSet-Cookie: ";
    String after = "\r\nContent-Length: 0\r\n\r\n";
    for (int cut : new int[] {1 << 20, 16_384, 999}) {
      assertTrue(parse(before + "x".repeat(room) + after, cut).done());
      ResponseParser beyond = parse(before + "x".repeat(room + 200) + after, cut);
      assertEquals(ResponseParser.Fault.TOO_LONG, beyond.fault());
      assertTrue(beyond.fault().words().contains("longer than 256 KiB"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SSH-2.0-OpenSSH_9\\r\\n                                     | NO_STATUS_LINE",
        "HTTP/1.1 200 OK\\r\\nContent-Length: x\\r\\n\\r\\n           | HEADER",
        "HTTP/1.1 200 OK\\r\\nContent-Length:\\r\\n\\r\\n             | HEADER",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\n 2\\r\\n\\r\\n     | HEADER",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 1, 2\\r\\n\\r\\n        | HEADER",
        "HTTP/1.1 200 OK\\r\\n folded: from nothing\\r\\n\\r\\n       | HEADER",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nz\\r\\n | CHUNK",
      })
  void whyItIsMalformedIsTold(String text, ResponseParser.Fault fault) {
    assertEquals(fault, parse(text.strip().replace("\\r\\n", "\r\n")).fault());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
      })
  void whatIsNotHttpIsMalformed(String text) {
    assertTrue(parse(text).malformed());
    assertTrue(parse(text, 1).malformed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n|X-More: of the same\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n|HTTP/1.1 103 Early Hints\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n|X-Trailer: again\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n|1;extension=x",
      })
  void aHeadWithoutEndIsMalformed(String text) {
    String[] parts = text.split("[|]");
    ResponseParser parser = parse(parts[0]);
    byte[] more = bytes(parts[1]);
    int taken = 0;
    while (!parser.malformed() && taken < 1 << 20) {
      taken += parser.parse(more, 0, more.length);
    }
    assertTrue(parser.malformed(), taken + " bytes");
    assertEquals(parts[0].contains(" 100 ") ? 0 : 200, parser.status());
  }

  @Test
  void aSwitchOfProtocolsEndsTheResponse() {
    ResponseParser parser = parse("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n");
    assertTrue(parser.done());
    assertEquals(101, parser.status());
    assertFalse(parser.keepAlive());
  }

  @Test
  void aHeadThatComesAgainReadsAsTheFirstTime() {
    String known = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nDate: a\r\n\r\n";
    List<String> responses =
        List.of(
            known + "abc",
            known + "def",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nDate: a\r\n\r\nabcde",
            "HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
            "HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhoi\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx",
            "HTTP/1.1 100 Continue\r\n\r\n" + known + "ghi",
            "HTTP/1.1 100 Continue\r\n\r\n" + known + "jkl",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nDate: a\r\nX\r\n\r\nabc");
    KnownHead shared = new KnownHead();
    for (int cut : new int[] {1000, 45, 7}) {
      for (String response : responses) {
        Read first = read(response, cut);
        Read again = read(response, cut, shared);
        ResponseParser fresh = first.parser();
        ResponseParser sharing = again.parser();
        assertEquals(fresh.done(), sharing.done(), response);
        assertEquals(fresh.malformed(), sharing.malformed(), response);
        assertEquals(fresh.status(), sharing.status(), response);
        assertEquals(fresh.keepAlive(), sharing.keepAlive(), response);
        assertArrayEquals(first.body(), again.body(), response);
      }
    }
  }

  @Test
  void aKnownHeadAnswersAHeadRequestWithoutABody() {
    byte[] head = bytes("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n");
    KnownHead shared = new KnownHead();
    for (int i = 0; i < 2; i++) {
      ResponseParser parser = new ResponseParser(null, shared);
      parser.reset(true);
      assertEquals(head.length, parser.parse(head, 0, head.length));
      assertTrue(parser.done());
      assertEquals(0, parser.bodyBytes());
    }
  }
}
