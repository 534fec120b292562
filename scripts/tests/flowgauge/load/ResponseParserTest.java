package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static ResponseParser parse(String text) {
    return parse(text, text.length());
  }

  private static ResponseParser parse(String text, int cut) {
    ResponseParser parser = new ResponseParser(1024);
    parser.reset(false);
    byte[] b = bytes(text);
    for (int at = 0; at < b.length && !parser.done() && !parser.malformed(); at += cut) {
      parser.parse(b, at, Math.min(b.length, at + cut));
    }
    return parser;
  }

  @Test
  void aResponseReadsTheSameInEveryCut() {
    String chunked =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: CHUNKED\r\n\r\n"
            + "5\r\nhello\r\n1a;x=y\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nTrailer: x\r\n\r\n";
    String plain = "HTTP/1.1 503 No\r\nContent-Length:  3 \r\nConnection: close\r\n\r\nabc";
    for (int cut = 1; cut <= chunked.length(); cut++) {
      ResponseParser parser = parse(chunked, cut);
      assertTrue(parser.done(), "cut " + cut);
      assertEquals(200, parser.status());
      assertEquals(31, parser.bodyBytes());
      assertArrayEquals(bytes("helloabcdefghijklmnopqrstuvwxyz"), parser.body());
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
    ResponseParser parser = new ResponseParser(0);
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

  @Test
  void theBodyIsKeptUpToItsBound() {
    ResponseParser parser = new ResponseParser(4);
    parser.reset(false);
    byte[] b = bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789");
    parser.parse(b, 0, b.length);
    assertTrue(parser.done());
    assertEquals(10, parser.bodyBytes());
    assertArrayEquals(bytes("0123"), parser.body());
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
        ResponseParser fresh = parse(response, cut);
        ResponseParser sharing = new ResponseParser(1024, shared);
        sharing.reset(false);
        byte[] b = bytes(response);
        for (int at = 0; at < b.length && !sharing.done() && !sharing.malformed(); at += cut) {
          sharing.parse(b, at, Math.min(b.length, at + cut));
        }
        assertEquals(fresh.done(), sharing.done(), response);
        assertEquals(fresh.malformed(), sharing.malformed(), response);
        assertEquals(fresh.status(), sharing.status(), response);
        assertEquals(fresh.keepAlive(), sharing.keepAlive(), response);
        assertArrayEquals(fresh.body(), sharing.body(), response);
      }
    }
  }

  @Test
  void aKnownHeadAnswersAHeadRequestWithoutABody() {
    byte[] head = bytes("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n");
    KnownHead shared = new KnownHead();
    for (int i = 0; i < 2; i++) {
      ResponseParser parser = new ResponseParser(0, shared);
      parser.reset(true);
      assertEquals(head.length, parser.parse(head, 0, head.length));
      assertTrue(parser.done());
      assertEquals(0, parser.bodyBytes());
    }
  }
}
