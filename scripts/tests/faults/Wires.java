package faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.load.ScriptedServer;
import flowgauge.load.ScriptedServer.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** What a server can do to an answer. */
final class Wires {
  private static final int BIG = 50_000_000;
  private static final int IDLE_MS = 300;
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private Wires() {}

  /** Every one. */
  static List<Wire> all() {
    return Stream.of(cut(), broken(), slow(), seldom(), large()).flatMap(List::stream).toList();
  }

  /** Answers that end too early, or say another length than they have. */
  private static List<Wire> cut() {
    return List.of(
        new Wire(
            "resets after the headers",
            (n, socket, out) -> {
              out.write(bytes(OK + "Content-Length: 10\r\n\r\n"));
              TimeUnit.MILLISECONDS.sleep(5); // a reset drops what the client has not read yet
              reset(socket);
            },
            List.of(),
            "no whole answer, the server reset the connection",
            ran -> {
              ran.all("connection_reset");
              ran.every("status", "200");
            }),
        new Wire(
            "closes inside the body",
            (n, socket, out) -> {
              out.write(bytes(OK + "Content-Length: 10\r\n\r\n123"));
              socket.close();
            },
            List.of(),
            "no whole answer, the server closed the connection",
            ran -> {
              ran.all("remote_closed");
              ran.every("response_bytes", "3");
            }),
        new Wire(
            "Content-Length above what it sends",
            answer(OK + "Content-Length: 10\r\n\r\n123"),
            List.of("--timeout", "400ms"),
            "no whole answer within 0.4 s",
            ran -> {
              ran.all("response_timeout");
            }),
        new Wire(
            "Content-Length below what it sends",
            answer(OK + "Content-Length: 3\r\n\r\n1234567890"),
            List.of(),
            "",
            ran -> {
              ran.all("ok");
              ran.every("response_bytes", "3");
              ran.every("reused", "false");
            }));
  }

  /** Answers that are no end or no HTTP. */
  private static List<Wire> broken() {
    return List.of(
        new Wire(
            "endless headers",
            endless(OK, "X-More: of the same\r\n"),
            List.of(),
            "got an answer that has a head longer than 256 KiB",
            ran -> {
              ran.all("invalid_response");
            }),
        new Wire(
            "endless body",
            endless(OK + "Transfer-Encoding: chunked\r\n\r\n", "10\r\n0123456789abcdef\r\n"),
            List.of("--timeout", "400ms"),
            "no whole answer within 0.4 s",
            ran -> {
              ran.all("response_timeout");
            }),
        new Wire(
            "chunked garbage",
            answer(OK + "Transfer-Encoding: chunked\r\n\r\nno size\r\n"),
            List.of(),
            "got an answer that is cut into chunks in a way that is not valid HTTP",
            ran -> {
              ran.all("invalid_response");
            }));
  }

  /** Answers that take their time. */
  private static List<Wire> slow() {
    return List.of(
        new Wire(
            "1 byte a second, given up",
            slowly("", "HTTP/1.1 200 OK\r\n"),
            List.of("--timeout", "3500ms"),
            "",
            ran -> {
              ran.all("response_timeout");
              ran.rows().column("first_byte_us").forEach(us -> assertTrue(Long.parseLong(us) > 0));
            }),
        new Wire(
            "1 byte a second, waited for",
            slowly(OK + "Content-Length: 3\r\n\r\n", "abc"),
            List.of(),
            "",
            ran -> {
              ran.all("ok");
              List<String> first = ran.rows().column("first_byte_us");
              List<String> sent = ran.rows().column("sent_us");
              List<String> end = ran.rows().column("end_us");
              for (int i = 0; i < end.size(); i++) {
                long endUs = Long.parseLong(end.get(i));
                long whole = endUs - Long.parseLong(sent.get(i));
                long rest = endUs - Long.parseLong(first.get(i));
                assertTrue(whole >= 2_900_000, whole + " us from sending to the end");
                assertTrue(rest >= 1_000_000, rest + " us from the first byte to the end");
              }
            }),
        new Wire(
            "never answers",
            (n, socket, out) -> TimeUnit.SECONDS.sleep(10),
            List.of("--timeout", "400ms"),
            "no whole answer within 0.4 s",
            ran -> {
              ran.all("response_timeout");
            }));
  }

  /** Answers that are good, in a way that is seldom. */
  private static List<Wire> seldom() {
    return List.of(
        new Wire(
            "HTTP/1.0 without a length",
            (n, socket, out) -> {
              out.write(bytes("HTTP/1.0 200 OK\r\n\r\nall of it"));
              socket.close();
            },
            List.of(),
            "",
            ran -> {
              ran.all("ok");
              ran.every("response_bytes", "9");
              ran.every("reused", "false");
            }),
        new Wire(
            "100 Continue ahead of the answer",
            answer("HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 2\r\n\r\nok"),
            List.of("--header", "Expect: 100-continue"),
            "",
            ran -> {
              ran.all("ok");
              ran.every("status", "200");
              ran.every("response_bytes", "2");
            }),
        new Wire(
            "redirects",
            answer("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"),
            List.of(),
            "status 302, a redirect, which is not followed",
            ran -> {
              ran.all("ok");
              ran.every("status", "302");
              ran.warned("answers were redirects (status 3xx), which are not followed");
            }),
        new Wire(
            "204 and 304",
            (n, socket, out) ->
                out.write(
                    bytes(
                        n % 2 == 0
                            ? "HTTP/1.1 204 No Content\r\n\r\n"
                            : "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n")),
            List.of(),
            "",
            ran -> {
              ran.all("ok");
              ran.every("response_bytes", "0");
              assertEquals(4, ran.rows().column("reused").stream().filter("false"::equals).count());
            }));
  }

  /** Answers that are large, or on connections that end. */
  private static List<Wire> large() {
    byte[] zipped = zipped();
    return List.of(
        new Wire(
            "gzip",
            gzip(zipped),
            List.of(),
            "",
            ran -> {
              ran.all("ok");
              ran.every("response_bytes", Integer.toString(zipped.length));
            }),
        new Wire(
            "a 50 MB answer",
            big(),
            List.of("--drain", "30s"),
            "",
            ran -> {
              ran.all("ok");
              ran.every("response_bytes", Integer.toString(BIG));
            }),
        new Wire(
            "keep-alive closed at the idle time",
            (n, socket, out) -> {
              socket.setSoTimeout(IDLE_MS);
              out.write(ScriptedServer.ok("x"));
            },
            List.of("--users", "50", "--wait-time", "299ms..301ms", "--duration", "2s"),
            "",
            Wires::crossed));
  }

  /**
   * Some may have crossed with the close: each says that its connection lay idle for the user's
   * wait, and longer by as much as it was sent late.
   */
  private static void crossed(Wire.Ran ran) {
    Rows rows = ran.rows();
    for (int i = 0; i < rows.size(); i++) {
      String outcome = rows.column("outcome").get(i);
      if (!outcome.equals("ok")) {
        assertTrue(outcome.equals("remote_closed") || outcome.equals("connection_reset"), outcome);
        assertEquals("true", rows.column("reused").get(i));
        long idleUs = Long.parseLong(rows.column("idle_us").get(i));
        long lateUs =
            Long.parseLong(rows.column("sent_us").get(i))
                - Long.parseLong(rows.column("intended_us").get(i));
        long dueMs = (idleUs - lateUs) / 1_000;
        assertTrue(Math.abs(dueMs - IDLE_MS) <= 2, idleUs + " us idle, " + lateUs + " late");
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  private static Script answer(String text) {
    return (n, socket, out) -> out.write(bytes(text));
  }

  private static void reset(java.net.Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static Script endless(String start, String more) {
    return (n, socket, out) -> {
      out.write(bytes(start));
      byte[] block = bytes(more.repeat(100));
      while (true) {
        out.write(block); // until the client closes
      }
    };
  }

  private static Script slowly(String start, String rest) {
    return (n, socket, out) -> {
      out.write(bytes(start));
      for (byte each : bytes(rest)) {
        TimeUnit.SECONDS.sleep(1);
        out.write(each);
      }
    };
  }

  private static Script big() {
    byte[] head = bytes(OK + "Content-Length: " + BIG + "\r\n\r\n");
    byte[] body = new byte[BIG];
    return (n, socket, out) -> {
      out.write(head);
      out.write(body);
    };
  }

  private static byte[] zipped() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(bytes("{\"answer\": 42}".repeat(100)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static Script gzip(byte[] body) {
    return (n, socket, out) -> {
      out.write(
          bytes(OK + "Content-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n"));
      out.write(body);
    };
  }
}
