import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import faults.Alias;
import faults.BenchProcess;
import flowgauge.load.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A header's secret, which a server sends back in every place that an answer has. */
class SecretTest {
  private static final String SECRET = "Bearer-s3cret-of-the-caller";
  private static final String VARIABLE = "FLOWGAUGE_TEST_TOKEN";

  private static final List<String> ANSWERS =
      List.of(
          answer("200 OK", "X-Token: " + SECRET, "{\"took\": 0.1, \"token\": \"" + SECRET + "\"}"),
          answer("500 " + SECRET, "Server: " + SECRET, "Traceback: KeyError: '" + SECRET + "'"),
          answer("302 Found", "Location: /login?token=" + SECRET, SECRET),
          answer("200 OK", SECRET + ": x", "{\"took\": \"" + SECRET + "\"}"),
          "HTTP/1.1 " + SECRET + "\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + SECRET + "\r\n",
          SECRET + "\r\n\r\n");

  @TempDir Path folder;

  private static String answer(String status, String header, String body) {
    return "HTTP/1.1 %s\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, header, body.length(), body);
  }

  /** Command lines of any process that hold the secret, into {@code seen}. */
  private static void lookAtProcesses(Set<String> seen) {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path each : all.filter(p -> p.getFileName().toString().matches("[0-9]+")).toList()) {
        try {
          String command = Files.readString(each.resolve("cmdline"), ISO_8859_1);
          if (command.contains(SECRET)) {
            seen.add(command.replace('\0', ' '));
          }
        } catch (IOException gone) {
          // ended as we looked
        }
      }
    } catch (IOException noProc) {
      throw new IllegalStateException(noProc);
    }
  }

  private void assertNowhere() throws IOException {
    List<String> forms = new ArrayList<>(List.of(SECRET));
    for (int cut = 0; cut < 3; cut++) { // base64 of a text depends on where it begins
      byte[] bytes = SECRET.substring(cut).getBytes(US_ASCII);
      forms.add(Base64.getEncoder().encodeToString(bytes).substring(0, 20));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertTrue(all.size() > 1, all.toString());
      for (Path each : all) {
        String text = Files.readString(each, ISO_8859_1);
        forms.forEach(form -> assertFalse(text.contains(form), each + " holds the secret"));
      }
    }
  }

  /** The first answer is the one that bench tells about ahead of the load. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void isWrittenNowhereThoughTheServerSendsItBack(int first) throws Exception {
    AtomicInteger next = new AtomicInteger(first);
    Set<String> shown = new TreeSet<>();
    try (ScriptedServer server =
            new ScriptedServer(
                (n, socket, out) -> {
                  out.write(
                      ANSWERS.get(next.getAndIncrement() % ANSWERS.size()).getBytes(US_ASCII));
                  if (n > 3) {
                    socket.close(); // some of them inside an answer
                  }
                });
        BenchProcess bench = new BenchProcess(folder)) {
      bench
          .variable(VARIABLE, SECRET)
          .start(
              "--url",
              server.uri() + "/score",
              "--header",
              "Authorization: env:" + VARIABLE,
              "--backend-time",
              "/took",
              "--users",
              "7",
              "--wait-time",
              "20ms",
              "--timeout",
              "5s",
              "--duration",
              "700ms",
              "--verbose",
              first == 0 ? "--report" : "--no-report");
      while (bench.process().isAlive()) {
        lookAtProcesses(shown);
        Thread.sleep(20);
      }
      BenchProcess.Ended ended = bench.end();
      assertEquals(0, ended.code(), ended.all());
      assertEquals(first == 0, Files.exists(bench.out().resolve("report.html")), ended.all());
      assertEquals(Set.of(), shown);
      assertTrue(bench.rows("endpoint").outcomes().size() > 2, bench.rows("endpoint").words());
      if (first == 0) {
        BenchProcess.Ended analyzed = Alias.run("analyze", bench.out().toString());
        assertEquals(0, analyzed.code(), analyzed.all());
        assertFalse(analyzed.all().contains(SECRET), analyzed.all());
      }
    }
    assertNowhere();
  }

  @Test
  void isNotShownWhereItCannotBeSent() throws Exception {
    try (BenchProcess bench = new BenchProcess(folder)) {
      bench
          .variable(VARIABLE, SECRET + "\nX: y")
          .start("--url", "http://127.0.0.1:1/", "--header", "Authorization: env:" + VARIABLE);
      BenchProcess.Ended ended = bench.end();
      assertEquals(2, ended.code(), ended.all());
      ended.assertSays("line break");
    }
    assertNowhere();
  }
}
