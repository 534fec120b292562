import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import faults.BenchProcess;
import faults.Docker;
import flowgauge.analyze.samples.Samples;
import flowgauge.record.RunFolder;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stream whose times are known, through the real pf-serve: what the driver keeps of it against
 * the truth, beside another client that asks the same server at the same time.
 */
@ResourceLock(Docker.ENGINE)
class StreamTruthTest {
  private static final String NODE =
      """
      inputs:
        question: {type: string, default: hm}
      outputs:
        answer: {type: string, reference: "${node.output}"}
      nodes:
      - name: node
        type: python
        source: {type: code, path: node.py}
        inputs: {question: "${inputs.question}"}
      """;

  private static final int EVENTS = 20;
  private static final double FIRST_MS = 400;
  private static final double GAP_MS = 50;

  /** Each event by its own moment, so that a late one makes none behind it late. */
  private static final String STREAM =
      """
      import time
      from promptflow.core import tool

      @tool
      def node(question: str):
          began = time.monotonic()
          def words():
              for i in range(20):
                  time.sleep(max(0, began + 0.4 + 0.05 * i - time.monotonic()))
                  yield f"w{i} "
          return words()
      """;

  /** What pf-serve and a client may add to the fastest stream. */
  private static final double NEAR_FIRST_MS = 20;

  private static final double NEAR_GAP_MS = 10;

  private static final int ASKERS = 3;
  private static final int EACH = 5;

  /** What a client saw of a stream, milliseconds from sending. */
  private record Seen(double firstMs, double gapMs) {}

  @TempDir Path folder;

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"wsgi", "asgi"})
  void firstEventsAndGapsAreTheServersOwn(String engine) throws Exception {
    Path flow = Files.createDirectories(folder.resolve("known"));
    Files.writeString(flow.resolve("flow.dag.yaml"), NODE);
    Files.writeString(flow.resolve("node.py"), STREAM);
    String options =
        "--runtime process --engine %s --flow %s --stream --users 3 --spawn-rate 30 --wait-time 0s"
            + " --duration 20s --workers 1 --no-report%s";
    // under ASGI there are none to set
    String threads = engine.equals("wsgi") ? " --threads 8" : "";
    List<Seen> others;
    try (BenchProcess bench = new BenchProcess(folder)) {
      bench.whole().start(options.formatted(engine, flow, threads).split(" "));
      String scenario = engine + "-known";
      bench.awaitRows(scenario, 1);
      others = ask(URI.create(bench.info().scenarios().get(0).server().url()));
      BenchProcess.Ended ended = bench.end();
      assertEquals(0, ended.code(), ended.all());
    }
    List<Seen> driver = recorded(engine + "-known");
    assertEquals(ASKERS * EACH, others.size());
    assertFalse(driver.isEmpty());
    for (List<Seen> all : List.of(driver, others)) {
      for (Seen one : all) {
        assertTrue(one.firstMs >= FIRST_MS - 1, "came before it was sent: " + one);
        double last = one.firstMs + (EVENTS - 1) * one.gapMs;
        assertTrue(last >= FIRST_MS + (EVENTS - 1) * GAP_MS - 1, "came before it was sent: " + one);
      }
    }
    near(FIRST_MS, first(driver), first(others), NEAR_FIRST_MS);
    near(GAP_MS, gap(driver), gap(others), NEAR_GAP_MS);
  }

  /** Near the truth, or what the other client saw where the machine was too busy for that. */
  private static void near(double truth, double driver, double other, double by) {
    String all = "driver %.1f, other client %.1f, truth %.1f ms".formatted(driver, other, truth);
    assertTrue(driver >= truth - by && driver <= Math.max(truth, other) + by, all);
  }

  private static double first(List<Seen> all) {
    return all.stream().mapToDouble(Seen::firstMs).min().orElseThrow();
  }

  private static double gap(List<Seen> all) {
    List<Double> sorted = all.stream().map(Seen::gapMs).sorted().toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  private List<Seen> recorded(String scenario) throws IOException {
    List<Seen> all = new ArrayList<>();
    Samples.forEach(
        RunFolder.open(folder.resolve("run")).samples(scenario),
        row -> {
          if (row.phase() != Phase.BASELINE) {
            assertEquals(Outcome.OK, row.outcome(), row.toString());
            assertEquals(EVENTS, row.events(), row.toString());
            all.add(seen(row));
          }
        });
    return all;
  }

  private static Seen seen(Sample row) {
    return new Seen((row.firstEventUs() - row.sentUs()) / 1e3, row.meanGapUs() / 1e3);
  }

  /** Streams as java.net.http has them, several at once. */
  private static List<Seen> ask(URI uri) {
    return IntStream.range(0, ASKERS)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> askInTurn(uri), StreamTruthTest::run))
        .toList()
        .stream()
        .flatMap(each -> each.join().stream())
        .toList();
  }

  private static void run(Runnable task) {
    new Thread(task).start();
  }

  private static List<Seen> askInTurn(URI uri) {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(60))
            .header("Accept", "text/event-stream")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"question\": \"hm\"}"))
            .build();
    List<Seen> all = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      long sent = System.nanoTime();
      List<Double> cameMs = new ArrayList<>();
      try (Stream<String> lines =
          client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
        lines
            .filter(line -> line.startsWith("data:"))
            .forEach(line -> cameMs.add((System.nanoTime() - sent) / 1e6));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
      assertEquals(EVENTS, cameMs.size());
      double first = cameMs.get(0);
      all.add(new Seen(first, (cameMs.get(EVENTS - 1) - first) / (EVENTS - 1)));
    }
    return all;
  }
}
