import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import flowgauge.load.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Aliases by the catalog's URL, in an empty folder: no clone is needed to measure and to read. */
@Tag("slow")
class RemoteTest {
  @TempDir Path cache;
  @TempDir Path empty;

  private HttpServer checkout;

  @BeforeEach
  void serve() throws IOException {
    checkout = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    checkout.setExecutor(Executors.newCachedThreadPool());
    checkout.createContext("/", RemoteTest::file);
    checkout.start();
  }

  @AfterEach
  void stop() {
    checkout.stop(0);
  }

  private static void file(HttpExchange exchange) throws IOException {
    Path root = Repository.root();
    Path file = root.resolve(exchange.getRequestURI().getPath().substring(1)).normalize();
    boolean there = file.startsWith(root) && Files.isRegularFile(file);
    byte[] bytes = there ? Files.readAllBytes(file) : "nothing here".getBytes(UTF_8);
    exchange.sendResponseHeaders(there ? 200 : 404, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Jbang.Ended run(String alias, String... options) throws Exception {
    String catalog = "http://127.0.0.1:" + checkout.getAddress().getPort() + "/";
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            Repository.root().resolve("jbang").toString(), alias + "@" + catalog),
                        Stream.of(options))
                    .toList())
            .directory(empty.toFile());
    builder.environment().put("JBANG_CACHE_DIR", cache.toString());
    builder.environment().remove("FLOWGAUGE_HOME");
    Process process = builder.start();
    process.getOutputStream().close();
    return Jbang.ended(process);
  }

  @Test
  void measureReadAndReport() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
      Jbang.Ended bench =
          run("bench", "--url", server.uri() + "/score", "--users", "2", "--duration", "2s");
      assertEquals(0, bench.code(), bench.all());
      assertTrue(
          Pattern.compile("\\b([0-9]+) asked for, \\1 answered well").matcher(bench.out()).find(),
          bench.out());
    }
    Path runs = empty.resolve("datasets").resolve("runs");
    List<Path> made;
    try (Stream<Path> all = Files.list(runs)) {
      made = all.toList();
    }
    assertEquals(1, made.size(), "the run lies below the folder that one stands in");
    assertTrue(Files.size(made.get(0).resolve("report.html")) > 10_000);
    assertTrue(
        Files.readString(made.get(0).resolve("report.html")).contains("color-scheme"),
        "with its style");
    Jbang.Ended analyzed = run("analyze");
    assertEquals(0, analyzed.code(), analyzed.all());
    assertTrue(analyzed.out().contains(made.get(0).getFileName().toString()), analyzed.out());
    Jbang.Ended compared = run("compare", "endpoint", "endpoint");
    assertEquals(0, compared.code(), compared.all());
    Jbang.Ended flows = run("bench", "mock", "--duration", "1s");
    assertEquals(1, flows.code(), flows.all());
    String last = flows.err().strip().lines().reduce((a, b) -> b).orElseThrow();
    assertTrue(last.contains("git clone"), last);
  }
}
