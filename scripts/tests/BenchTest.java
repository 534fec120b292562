import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alias bench as a user has it. */
class BenchTest {
  @TempDir Path parent;

  private static final String SECRET = "Bearer s3cret";

  /** Command lines with the secret on them, seen while a bench ran. */
  private static final List<String> SHOWN = new CopyOnWriteArrayList<>();

  private static void noStackTrace(Jbang.Ended ended) {
    assertFalse(ended.all().contains("\tat "), ended.all());
    assertFalse(ended.all().contains("Exception"), ended.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "nosuch | no scenario is called 'nosuch'",
        "--nosuch | Unknown option: '--nosuch'",
        "--duration 5x | '5x' is not a duration",
        "--rate 5 --users 3 | --rate is the open model",
        "--users ten | 'ten' is not a whole number",
        "--users 0 | must be above 0",
        "--rate fast | 'fast' is not a rate",
        "--rate NaN | 'NaN' is not a rate",
        "--users 5 --spawn-rate Infinity | must be above 0",
        "--stage users=3,for=1s,nonsense=4 | is not a stage",
        "--url http://me:secret@127.0.0.1:1/ | leave the name and password out",
        "--url http://127.0.0.1:1/ --header Content-Length:3 | the driver sets this one itself",
        "--stage users=3 | is not a stage",
        "--fail-if slow | 'slow' is not a condition",
        "--runtime podman | --runtime",
        "--url http://192.0.2.1/score | add --allow-remote 192.0.2.1",
        "--url http://192.0.2.1/ --allow-remote 192.0.2.2 | add --allow-remote 192.0.2.1",
        "--runtime process --allow-remote example.test | goes with --url",
        "--mock-engine tcp://192.0.2.1:2376 asgi-sync | add --allow-remote 192.0.2.1",
        "--mock-engine engine | takes unix:///PATH or tcp://HOST:PORT",
        "--mock-engine unix:///engine.sock --runtime process | is for containers",
        "--mock-engine unix:///engine.sock mock | is for a mock API beside a server",
        "--url not-a-url | is not a URL",
        "--method POST | goes with --url",
        "--url http://127.0.0.1:1/ --body no/such/file | can't read the file",
        "--url http://127.0.0.1:1/ --header X:env:FLOWGAUGE_NO_SUCH | has no variable",
        "--url http://127.0.0.1:1/ wsgi-sync | name none",
        "--memory much | is not a size",
        "--format xls | csv or csv.gz",
        "--wait-time 2s..1s | ends before it begins",
        "--file no/such.yaml | can't read no/such.yaml",
      })
  void aWrongOptionIsOneLineAndExitCode2(String line, String message) throws Exception {
    Jbang.Ended ended = Jbang.run("bench", line.strip().split(" "));
    assertEquals(2, ended.code(), ended.all());
    assertTrue(ended.err().contains(message.strip()), ended.err());
    assertTrue(ended.err().strip().lines().count() <= 2, ended.err());
    noStackTrace(ended);
  }

  @Test
  void anUnknownReleaseIsToldBeforeAnythingIsMade() throws Exception {
    Path cache = Files.createDirectory(parent.resolve("cache"));
    Jbang.Ended ended =
        Jbang.run(
            Map.of("FLOWGAUGE_CACHE", cache.toString()),
            "bench",
            "--runtime",
            "process",
            "--promptflow",
            "0.1",
            "--out",
            parent.resolve("run").toString());
    assertEquals(1, ended.code(), ended.all());
    assertTrue(ended.err().contains("choose one of 1.18.5, 1.12.0"), ended.err());
    assertEquals(1, ended.err().strip().lines().count(), ended.err());
    noStackTrace(ended);
  }

  @Test
  void anUnreachableUrlIsOneLineAndExitCode1AndLeavesNothing() throws Exception {
    Path out = parent.resolve("run");
    Jbang.Ended ended =
        Jbang.run("bench", "--url", "http://127.0.0.1:1/score", "--out", out.toString());
    assertEquals(1, ended.code(), ended.all());
    assertTrue(ended.err().contains("127.0.0.1:1"), ended.err());
    assertEquals(1, ended.err().strip().lines().count(), ended.err());
    noStackTrace(ended);
    assertFalse(Files.exists(out));
  }

  private static HttpServer server(AtomicInteger requests, String answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean known =
              "Bearer s3cret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          if (requests.getAndIncrement() == 0) {
            ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().filter(c -> c.contains(SECRET)).isPresent())
                .forEach(p -> SHOWN.add(p.info().commandLine().orElse("")));
          }
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void onesOwnEndpointIsMeasuredAndItsSecretIsWrittenNowhere() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server = server(requests, "{\"took\": 0.25}");
    Path body = Files.writeString(parent.resolve("body.json"), "{\"question\": \"?\"}");
    Path file =
        Files.writeString(
            parent.resolve("load.yaml"),
            "wait-time: 20ms\nstages:\n  - {users: 5, for: 1s}\n  - {rate: 50, for: 1s}\n");
    Path out = parent.resolve("run");
    Jbang.Ended ended;
    try {
      ended =
          Jbang.run(
              Map.of("FLOWGAUGE_TEST_TOKEN", "Bearer s3cret"),
              "bench",
              "--url",
              "http://127.0.0.1:" + server.getAddress().getPort() + "/score?key=s3cret",
              "--body",
              body.toString(),
              "--header",
              "Authorization: env:FLOWGAUGE_TEST_TOKEN",
              "--backend-time",
              "/took",
              "--file",
              file.toString(),
              "--fail-if",
              "p50 < 5s",
              "--json",
              "--out",
              out.toString());
    } finally {
      server.stop(0);
    }
    assertEquals(3, ended.code(), ended.all());
    RunFolder folder = RunFolder.open(out);
    RunInfo info = folder.read();
    assertEquals(RunInfo.Status.COMPLETE, info.status());
    ScenarioInfo scenario = info.scenarios().get(0);
    assertEquals("endpoint", scenario.name());
    assertEquals(2, scenario.load().stages().size());
    List<String> rows = Files.readAllLines(folder.samples("endpoint"));
    // one request ahead of the load is not recorded
    assertEquals(requests.get() - 1, rows.size() - 1);
    assertTrue(
        rows.stream().skip(1).allMatch(row -> row.contains(",ok,200,14,,250000,")), rows.get(1));
    assertTrue(ended.out().startsWith("{"), ended.out());
    try (Stream<Path> files = Files.walk(out)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(each, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("s3cret"), each + " holds the secret");
        for (int cut = 0; cut < 3; cut++) { // base64 of a text depends on where it begins
          String coded =
              Base64.getEncoder().encodeToString(SECRET.substring(cut).getBytes()).substring(0, 14);
          assertFalse(text.contains(coded), each + " holds the secret in base64");
        }
      }
    }
    assertFalse(ended.all().contains("s3cret"));
    assertEquals(List.of(), SHOWN);
  }

  @Test
  void aBoundOnAFigureThatCannotBeToldIsBroken() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server = server(requests, "no");
    Jbang.Ended ended;
    try {
      ended =
          Jbang.run(
              "bench",
              "--url",
              "http://127.0.0.1:" + server.getAddress().getPort() + "//score",
              "--users",
              "2",
              "--wait-time",
              "50ms",
              "--duration",
              "1s",
              "--fail-if",
              "p95 > 2s",
              "--out",
              parent.resolve("run").toString());
    } finally {
      server.stop(0);
    }
    assertEquals(1, ended.code(), ended.all()); // no request succeeded, which comes first
    assertTrue(ended.out().contains("p95 can't be told"), ended.out());
    assertTrue(ended.err().contains("answered with status 40"), ended.err());
    assertTrue(ended.out().contains("Failures"), ended.out());
  }

  @Test
  void theCommandLineWinsOverTheFile() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server = server(requests, "x");
    Path file =
        Files.writeString(
            parent.resolve("load.yaml"),
            "timeout: 7s\nseed: 5\nstages:\n  - {rate: 50, for: 60s}\n");
    Path out = parent.resolve("run");
    Jbang.Ended ended;
    try {
      ended =
          Jbang.run(
              "bench",
              "--file=" + file,
              "--url",
              "http://127.0.0.1:" + server.getAddress().getPort() + "/",
              "--users",
              "2",
              "--duration",
              "1s",
              "--seed",
              "6",
              "--out",
              out.toString());
    } finally {
      server.stop(0);
    }
    assertEquals(1, ended.code(), ended.all()); // this server lets in nobody without a header
    ScenarioInfo scenario = RunFolder.open(out).read().scenarios().get(0);
    assertEquals(1, scenario.load().stages().size());
    assertEquals(2, scenario.load().stages().get(0).users().orElseThrow());
    assertEquals(7.0, scenario.load().timeoutSeconds());
    assertEquals(6, scenario.load().seed());
  }

  private static long running(String part) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().filter(line -> line.contains(part)).isPresent())
        .count();
  }

  @Tag("slow")
  @ResourceLock(Jbang.CACHE)
  @Test
  void realPfServeIsMeasuredAndAnInterruptLosesNoRowAndLeavesNothing() throws Exception {
    Path out = parent.resolve("interrupted");
    Process bench =
        Jbang.start(
            Map.of(),
            "bench",
            "wsgi-sync",
            "--runtime",
            "process",
            "--users",
            "6",
            "--workers",
            "1",
            "--threads",
            "2",
            "--duration",
            "60s",
            "--out",
            out.toString());
    Path samples = out.resolve("wsgi-sync").resolve("samples.csv");
    while (bench.isAlive() && (!Files.exists(samples) || Files.readAllLines(samples).size() < 5)) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    new ProcessBuilder("kill", "-INT", Long.toString(bench.pid())).start().waitFor();
    Jbang.Ended ended = Jbang.ended(bench);
    assertEquals(130, ended.code(), ended.all());
    RunInfo info = RunFolder.open(out).read();
    assertEquals(RunInfo.Status.INTERRUPTED, info.status());
    List<String> rows = Files.readAllLines(samples);
    List<String> finished =
        rows.stream().skip(1).filter(row -> !row.contains(",unfinished,")).toList();
    assertTrue(rows.size() - 1 > finished.size(), "what was in flight is a row");
    assertTrue(finished.stream().allMatch(row -> row.contains(",ok,200,")), finished.toString());
    long counted = info.scenarios().get(0).mockRequests().orElseThrow();
    // the mock may have begun with some that were still in flight
    assertTrue(
        counted >= finished.size() && counted <= rows.size() - 1,
        counted + " counted, " + finished.size() + " finished");
    assertEquals(0, running(out.toString()));
    String port = info.scenarios().get(0).server().url().replaceAll("^.*:([0-9]+)/.*$", "$1");
    assertEquals(0, running(":" + port), "gunicorn is gone");
  }
}
