package faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.load.ScriptedServer;
import flowgauge.record.RunInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a server can do to an answer, each on a scripted one under a bench of its own. A few run at
 * once: none is about speed.
 */
@Tag("slow")
class WireFaultsTest {
  private static final int AT_ONCE = 3;

  @TempDir static Path folder;

  private static final Map<String, Future<Wire.Ran>> RUNS = new HashMap<>();
  private static ExecutorService pool;

  @BeforeAll
  static void start() {
    pool = Executors.newFixedThreadPool(AT_ONCE);
    for (Wire wire : Wires.all()) {
      RUNS.put(wire.name(), pool.submit(() -> run(wire)));
    }
  }

  @AfterAll
  static void stop() {
    pool.shutdownNow();
  }

  private static Wire.Ran run(Wire wire) throws Exception {
    try (ScriptedServer server = new ScriptedServer(wire.script());
        BenchProcess bench = new BenchProcess(folder.resolve(wire.name().replace('/', ' ')))) {
      List<String> options = new ArrayList<>(List.of("--url", server.uri() + "/"));
      List<String> common =
          List.of("--users", "4", "--wait-time", "50ms", "--duration", "1s", "--drain", "5s");
      for (int i = 0; i < common.size(); i += 2) {
        if (!wire.options().contains(common.get(i))) {
          options.addAll(common.subList(i, i + 2));
        }
      }
      options.addAll(wire.options());
      options.add("--no-report");
      bench.jvm("-Xmx64m", "-XX:TieredStopAtLevel=1").start(options.toArray(String[]::new));
      BenchProcess.Ended ended = bench.end();
      Rows rows = bench.rows("endpoint");
      awaitRead(server, rows.size());
      return new Wire.Ran(
          ended,
          bench.info(),
          rows,
          server.requests.get() - 1,
          server.connections.get(),
          bench.leftBehind());
    }
  }

  static Stream<Wire> cases() {
    return Wires.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyRequestIsARowThatSaysHowItEnded(Wire wire) throws Exception {
    FaultTable.fault(
        wire.name(),
        "scripted",
        seen -> {
          Wire.Ran ran = RUNS.get(wire.name()).get();
          boolean crossing = wire.name().startsWith("keep-alive");
          long kept = crossing ? ran.rows().count("ok") : ran.rows().size();
          String outcomes = "exit code " + ran.ended().code() + ": " + ran.rows().words();
          seen.happened(outcomes);
          seen.rows(kept, ran.requests());
          seen.left(ran.left());
          boolean served = ran.rows().count("ok") > 0;
          assertEquals(served ? 0 : 1, ran.ended().code(), ran.ended().all());
          assertEquals(
              served ? RunInfo.Status.COMPLETE : RunInfo.Status.FAILED, ran.info().status());
          ran.ended().assertNoStackTrace();
          assertTrue(kept > 0, "there is load");
          assertEquals(ran.requests(), kept, "each request that the server read is a row");
          ran.ended().assertSays(wire.says());
          seen.happened(outcomes + (wire.says().isEmpty() ? "" : "; '" + wire.says() + "'"));
          wire.check().check(ran);
          assertEquals(List.of(), ran.left());
        });
  }

  /** On a busy machine the server reads the last requests when the bench is over already. */
  private static void awaitRead(ScriptedServer server, long rows) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    while (server.requests.get() - 1 < rows && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
