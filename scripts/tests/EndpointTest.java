import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.load.ScriptedServer;
import flowgauge.load.TlsServer;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bench sends to an endpoint, and what it makes of its answers. */
class EndpointTest {
  @TempDir Path parent;

  /** Keeps the head of each request that a connection begins with. */
  private static final class Heads extends ServerSocket {
    final BlockingQueue<String> heads = new LinkedBlockingQueue<>();

    Heads() throws java.io.IOException {
      super(0, 50, java.net.InetAddress.getLoopbackAddress());
    }

    @Override
    public Socket accept() throws java.io.IOException {
      Socket socket =
          new Socket() {
            private InputStream in;

            @Override
            public InputStream getInputStream() throws java.io.IOException {
              if (in == null) {
                in = new Copying(super.getInputStream(), heads);
              }
              return in;
            }
          };
      implAccept(socket);
      return socket;
    }
  }

  /** Tells what was read up to each blank line. */
  private static final class Copying extends java.io.FilterInputStream {
    private final StringBuilder read = new StringBuilder();
    private final BlockingQueue<String> heads;

    Copying(InputStream in, BlockingQueue<String> heads) {
      super(in);
      this.heads = heads;
    }

    @Override
    public int read() throws java.io.IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws java.io.IOException {
      int count = super.read(bytes, offset, length);
      for (int i = offset; i < offset + count; i++) {
        read.append((char) (bytes[i] & 0xff));
        if (read.toString().endsWith("\r\n\r\n")) {
          heads.add(read.toString());
          read.setLength(0);
        }
      }
      return count;
    }
  }

  private static byte[] gzipped(String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private Jbang.Ended bench(Map<String, String> environment, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--users", "2", "--wait-time", "50ms", "--duration", "1s", "--no-report"));
    all.addAll(List.of("--out", parent.resolve("run").toString()));
    return Jbang.run(environment, "bench", all.toArray(String[]::new));
  }

  private ScenarioInfo recorded() throws Exception {
    return RunFolder.open(parent.resolve("run")).read().scenarios().get(0);
  }

  private List<String> rows() throws Exception {
    List<String> rows =
        Files.readAllLines(RunFolder.open(parent.resolve("run")).samples("endpoint"));
    return rows.subList(1, rows.size());
  }

  @Test
  void theRequestIsSentAsItIsWrittenAndACompressedAnswersTimeIsRead() throws Exception {
    byte[] body = gzipped("{\"took\": 0.25}");
    Heads heads = new Heads();
    try (ScriptedServer server =
        new ScriptedServer(
            heads,
            (n, socket, out) -> {
              out.write(
                  ("HTTP/1.1 200 OK\r\nContent-Type: a;\r\n b=c\r\nContent-Encoding:\r\n gzip\r\n"
                          + "Content-Length: "
                          + body.length
                          + "\r\n\r\n")
                      .getBytes(StandardCharsets.US_ASCII));
              out.write(body);
            })) {
      Jbang.Ended ended =
          bench(
              Map.of(),
              "--url",
              "HTTP://127.0.0.1:" + server.port() + "/a%2Fb?q={\"a\"|1}",
              "--header",
              "X-Tag: one",
              "--header",
              "Accept-Encoding: gzip",
              "--header",
              "x-tag: two",
              "--node-time",
              "/took",
              "--require-times");
      assertEquals(0, ended.code(), ended.all());
      assertTrue(!ended.err().contains("a first request"), ended.err());
      String head = heads.heads.take();
      assertTrue(head.startsWith("GET /a%2Fb?q={\"a\"|1} HTTP/1.1\r\n"), head);
      assertTrue(head.contains("\r\nX-Tag: one\r\n"), head);
      assertTrue(head.contains("\r\nx-tag: two\r\n"), head);
      assertEquals("http://127.0.0.1:" + server.port() + "/a%2Fb", recorded().server().url());
      for (String row : rows()) {
        assertTrue(row.contains(",ok,200," + body.length + ",250000,"), row);
      }
    }
  }

  @Test
  void anAnswerWithoutItsTimeIsASuccessWithAWarningUnlessItHasToBeThere() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("{\"took\": \"?\"}")))) {
      Jbang.Ended ended = bench(Map.of(), "--url", server.uri() + "/", "--backend-time", "/took");
      assertEquals(0, ended.code(), ended.all());
      assertTrue(
          ended.err().contains("has not every time that is named: it counts as a success"),
          ended.err());
      String warnings = recorded().summary().orElseThrow().warnings().toString();
      assertTrue(warnings.matches(".*[0-9]+ successful answers lack a time.*"), warnings);
      assertTrue(rows().stream().allMatch(row -> row.contains(",ok,200,")), rows().get(0));
    }
  }

  @Test
  void anEndpointOverTlsIsMeasured() throws Exception {
    Path keys = TlsServer.keys(parent.resolve("keys"), "dns:localhost", "ip:127.0.0.1");
    try (ScriptedServer server =
        new ScriptedServer(
            TlsServer.listen(keys, "TLSv1.3"),
            (n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
      Jbang.Ended ended =
          bench(
              Map.of("JAVA_TOOL_OPTIONS", String.join(" ", TlsServer.trusting(keys))),
              "--url",
              "HTTPS://localhost:" + server.port());
      assertEquals(0, ended.code(), ended.all());
      assertTrue(rows().stream().allMatch(row -> row.contains(",ok,200,1,")), rows().get(0));
      assertTrue(rows().stream().anyMatch(row -> row.contains(",true,")), "connections are kept");
    }
  }
}
