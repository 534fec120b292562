package faults;

import static faults.Loads.counted;
import static faults.Loads.endpoint;
import static faults.Loads.mock;
import static faults.Loads.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.load.ScriptedServer;
import flowgauge.record.RunInfo;
import flowgauge.record.RunInfo.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals that end a bench, and a second one beside it. */
@ResourceLock(Docker.ENGINE)
class SignalFaultsTest {
  /** What is recorded is on disk a second later, the pause of the writer's thread included. */
  private static final long FLUSHED_MS = 2_500;

  @TempDir Path folder;

  private OwnCache cache() {
    return new OwnCache(folder.resolve("cache"));
  }

  private static void needDocker(String runtime) throws Exception {
    if (runtime.equals("docker")) {
      Docker.need();
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"INT,process", "TERM,process", "INT,docker", "TERM,docker"})
  void aSignalLosesNothingAndLeavesNothing(String signal, String runtime) throws Exception {
    FaultTable.fault(
        "SIG" + signal,
        runtime,
        seen -> {
          needDocker(runtime);
          try (BenchProcess bench = new BenchProcess(folder)) {
            bench.start(mock(runtime, "--duration", "10m"));
            bench.awaitRows("mock", 50);
            bench.signal(signal);
            BenchProcess.Ended ended = bench.end();
            RunInfo info = bench.info();
            Rows rows = bench.rows("mock");
            long counted = info.scenarios().get(0).mockRequests().orElseThrow();
            List<String> left = bench.leftBehind();
            seen.happened(
                "exit code %d, status %s, %s".formatted(ended.code(), info.status(), rows.words()));
            seen.rows(rows.size(), counted);
            seen.left(left);
            assertEquals(signal.equals("INT") ? 130 : 143, ended.code(), ended.all());
            assertEquals(Status.INTERRUPTED, info.status());
            assertEquals(rows.size(), rows.count("ok") + rows.count("unfinished"));
            // the mock may not have read what was just being sent
            assertTrue(counted <= rows.size() && counted >= rows.completed(), rows.words());
            assertEquals(List.of(), left);
            assertFalse(rows.cut());
            bench.assertAnalyzed();
          }
        });
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"process,csv", "docker,csv", "process,csv.gz"})
  void whatWasFlushedOutlivesAKillAndTheNextRunRemovesTheRest(String runtime, String format)
      throws Exception {
    FaultTable.fault(
        format.equals("csv") ? "SIGKILL" : "SIGKILL, compressed",
        runtime,
        seen -> {
          needDocker(runtime);
          try (ScriptedServer server = server();
              BenchProcess bench =
                  runtime.equals("docker") ? cache().bench(folder) : new BenchProcess(folder);
              BenchProcess next = cache().bench(Files.createDirectory(folder.resolve("n")))) {
            bench.start(mock(runtime, "--duration", "10m", "--format", format));
            bench.awaitRows("mock", 50);
            long counted = counted(bench.info().scenarios().get(0));
            TimeUnit.MILLISECONDS.sleep(FLUSHED_MS);
            long atTheKill = counted(bench.info().scenarios().get(0));
            bench.signal("KILL");
            bench.end();
            RunInfo info = bench.info();
            Rows rows = bench.rows("mock");
            if (runtime.equals("docker")) {
              try (LivingRun other = LivingRun.of(bench.process().pid())) {
                next.start(endpoint(server, "20", "--duration", "1s"));
                BenchProcess.Ended after = next.end();
                assertEquals(0, after.code(), after.all());
                assertEquals(List.of(), Docker.ownedBy(bench.process().pid()));
                assertTrue(other.there(), "another run's");
              }
              assertEquals(List.of(), cache().marks());
            }
            List<String> left = bench.leftBehind();
            seen.happened(
                "status %s, %s; %d had come %.1f s before"
                    .formatted(info.status(), rows.words(), counted, FLUSHED_MS / 1e3));
            seen.rows(rows.completed(), atTheKill);
            seen.left(left);
            assertEquals(Status.INTERRUPTED, info.status());
            assertTrue(info.error().orElse("").startsWith("killed"), info.error().toString());
            // two of those counted a second ago may have waited for their answer then
            assertTrue(rows.completed() >= counted - 2, rows.words() + " of " + counted);
            assertEquals(List.of(), left);
            BenchProcess.Ended analyzed = Alias.run("analyze", bench.out().toString());
            assertEquals(0, analyzed.code(), analyzed.all());
            assertFalse(analyzed.all().contains("can't be read"), analyzed.all());
          }
        });
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}")
  @CsvSource({"process", "docker"})
  void aSecondBenchAtTheSameTimeChangesNothing(String runtime) throws Exception {
    FaultTable.fault(
        "a second bench at the same time",
        runtime,
        seen -> {
          needDocker(runtime);
          try (BenchProcess one = new BenchProcess(Files.createDirectory(folder.resolve("1")));
              BenchProcess two = new BenchProcess(Files.createDirectory(folder.resolve("2")))) {
            one.start(mock(runtime, "--duration", "10m"));
            one.awaitRows("mock", 20);
            two.start(mock(runtime, "--duration", "1s"));
            BenchProcess.Ended second = two.end();
            int before = one.rows("mock").size();
            one.awaitRows("mock", before + 20);
            one.signal("INT");
            BenchProcess.Ended first = one.end();
            Rows rows = one.rows("mock");
            long counted = one.info().scenarios().get(0).mockRequests().orElseThrow();
            long other = two.info().scenarios().get(0).mockRequests().orElseThrow();
            List<String> left = new ArrayList<>(one.leftBehind());
            left.addAll(two.leftBehind());
            seen.happened(
                "exit codes %d and %d, %s and %s"
                    .formatted(
                        first.code(), second.code(), rows.words(), two.rows("mock").words()));
            seen.rows(rows.size() + two.rows("mock").size(), counted + other);
            seen.left(left);
            assertEquals(0, second.code(), second.all());
            assertEquals(130, first.code(), first.all());
            assertEquals(two.rows("mock").completed(), other);
            assertTrue(counted <= rows.size() && counted >= rows.completed(), rows.words());
            assertEquals(rows.size(), rows.count("ok") + rows.count("unfinished"));
            assertEquals(List.of(), left);
          }
        });
  }
}
