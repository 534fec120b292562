package verdicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import faults.Alias;
import faults.BenchProcess;
import flowgauge.analyze.capacity.Capacity;
import flowgauge.analyze.capacity.Capacity.End;
import flowgauge.analyze.capacity.CapacityFile;
import flowgauge.load.ScriptedServer;
import flowgauge.record.RunFolder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Live servers whose capacity is known by what they are made of: slots over service time, a core
 * over the CPU that a request takes, the rate of a limiter. Found within 10 %, as a rate, and as
 * the goodput of the users found. One whose driver was disturbed is skipped.
 */
@Isolated
@Tag("proof")
class LiveCapacityTest {
  private static final double NEAR = 0.1;

  @TempDir Path temp;

  private record Kind(String name, ScriptedServer.Script script, double perSecond, String slo) {}

  private static List<Kind> kinds() {
    return List.of(
        new Kind("5 slots of 50 ms", Behaviour.constant(0.05).slots(5), 100, "p95 < 250ms"),
        new Kind("8 slots of 100 ms", Behaviour.constant(0.1).slots(8), 80, "p95 < 400ms"),
        new Kind("a core, 10 ms a request", core(0.01), 100, "p95 < 150ms"),
        new Kind(
            "lets 60 a second through",
            Behaviour.constant(0.02).limitedTo(60),
            60 / 0.99,
            "failures < 1%"));
  }

  /** Takes so many seconds of CPU for each request, one at a time. */
  private static ScriptedServer.Script core(double seconds) {
    Semaphore one = new Semaphore(1, true);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return (n, socket, out) -> {
      one.acquire();
      try {
        long until = threads.getCurrentThreadCpuTime() + Math.round(seconds * 1e9);
        while (threads.getCurrentThreadCpuTime() < until) {
          Thread.onSpinWait();
        }
      } finally {
        one.release();
      }
      out.write(ScriptedServer.ok("ok"));
    };
  }

  @TestFactory
  Stream<DynamicTest> findsWhatTheyAreMadeFor() {
    return kinds().stream()
        .flatMap(
            kind ->
                Stream.of(
                    DynamicTest.dynamicTest(
                        kind.name() + ", as a rate",
                        () ->
                            assertEquals(
                                kind.perSecond(),
                                found(kind, "--open").load(),
                                NEAR * kind.perSecond())),
                    DynamicTest.dynamicTest(
                        kind.name() + ", in users",
                        () ->
                            assertEquals(
                                kind.perSecond(),
                                found(kind, "--wait-time", "100ms..200ms").goodputPerSecond(),
                                NEAR * kind.perSecond()))));
  }

  private Capacity.Found found(Kind kind, String... more) throws Exception {
    Path out = temp.resolve(kind.name().replaceAll("[^0-9a-z]+", "-") + more.length);
    try (ScriptedServer server = new ScriptedServer(kind.script())) {
      List<String> words =
          Stream.concat(
                  Stream.of(
                      "--url",
                      server.uri() + "/score",
                      "--out",
                      out.toString(),
                      "--step",
                      "20s",
                      "--no-report",
                      "--slo",
                      kind.slo()),
                  Stream.of(more))
              .toList();
      BenchProcess.Ended ended =
          Alias.process(java.util.Map.of(), "capacity", words.toArray(String[]::new));
      Capacity capacity =
          CapacityFile.read(RunFolder.open(out)).orElseThrow().scenarios().get("endpoint");
      System.out.println(kind.name() + " " + String.join(" ", more) + ": " + capacity.sentence());
      assumeFalse(capacity.end() == End.DRIVER, "the machine was too busy to drive this load");
      assertEquals(0, ended.code(), ended.all());
      return capacity.found().orElseThrow();
    }
  }
}
