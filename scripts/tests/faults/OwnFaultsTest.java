package faults;

import static faults.Loads.counted;
import static faults.Loads.endpoint;
import static faults.Loads.mock;
import static faults.Loads.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowgauge.load.ScriptedServer;
import flowgauge.record.DriverVerdict;
import flowgauge.record.RunInfo;
import flowgauge.record.RunInfo.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can happen to flowgauge itself and to the machine it runs on. */
@ResourceLock(Docker.ENGINE)
class OwnFaultsTest {
  /** What is recorded is on disk a second later, the pause of the writer's thread included. */
  private static final long FLUSHED_MS = 1_100;

  private static final Path FAKETIME =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

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

  @ParameterizedTest(name = "{0}")
  @CsvSource({"csv,1000", "csv.gz,4000"})
  void aFullDiskEndsTheRunWithWholeRows(String format, String rate) throws Exception {
    boolean compressed = format.equals("csv.gz");
    FaultTable.fault(
        compressed ? "full disk, compressed" : "full disk",
        "scripted",
        seen -> {
          try (Mounted small = Mounted.on(folder.resolve("run"), "size=384k");
              ScriptedServer server = server();
              BenchProcess bench = new BenchProcess(folder)) {
            bench.start(endpoint(server, rate, "--duration", "10m", "--format", format));
            BenchProcess.Ended ended = bench.end();
            RunInfo info = bench.info();
            Rows rows = bench.rows("endpoint");
            List<String> left = bench.leftBehind();
            seen.happened(
                "exit code %d, status %s: '%s'"
                    .formatted(ended.code(), info.status(), error(info)));
            seen.rows(rows.size(), server.requests.get() - 1);
            seen.left(left);
            assertEquals(1, ended.code(), ended.all());
            assertEquals(Status.FAILED, info.status());
            ended.assertSays("No space left on device");
            ended.assertSays("--resume");
            ended.assertNoStackTrace();
            assertFalse(rows.cut() && !compressed);
            assertTrue(rows.size() > 500, rows.words());
            assertNoGap(rows);
            assertEquals(List.of(), left);
            bench.assertAnalyzed();
            if (compressed) {
              BenchProcess.Ended analyzed = Alias.run("analyze", bench.out().toString());
              assertEquals(0, analyzed.code(), analyzed.all());
              assertTrue(analyzed.all().contains("the compressed data is cut"), analyzed.all());
            }
          }
        });
  }

  /** What is lacking was still in flight when the newest request that has a row was sent. */
  private static void assertNoGap(Rows rows) {
    List<Long> numbers = rows.column("request").stream().map(Long::parseLong).toList();
    long newest = Collections.max(numbers);
    String inFlight = rows.column("in_flight").get(numbers.indexOf(newest));
    assertTrue(
        rows.size() > newest + 1 - Long.parseLong(inFlight),
        "%d rows, the newest is %d with %s in flight".formatted(rows.size(), newest, inFlight));
  }

  private static String error(RunInfo info) {
    return info.error().orElse("").replaceAll("/[^ :]*/", "");
  }

  @Test
  void aReadOnlyFolderIsSaid() throws Exception {
    FaultTable.fault(
        "read-only folder",
        "scripted",
        seen -> {
          try (Mounted sealed = Mounted.on(folder.resolve("run"), "ro,size=64k");
              ScriptedServer server = server();
              BenchProcess bench = new BenchProcess(folder)) {
            bench.start(endpoint(server, "200", "--duration", "1s"));
            BenchProcess.Ended ended = bench.end();
            List<String> left = bench.leftBehind();
            seen.happened("exit code 1: '" + ended.message().replaceAll("/[^ :]*/", "") + "'");
            seen.rows(0, server.requests.get());
            seen.left(left);
            assertEquals(1, ended.code(), ended.all());
            ended.assertSays("Read-only file system");
            ended.assertSays("--out");
            ended.assertNoStackTrace();
            assertEquals(0, server.requests.get());
            assertEquals(List.of(), left);
          }
        });
  }

  /** By name only: bodies are no longer kept, so that memory lasts, and it needs another way. */
  @Tag("proof")
  @Test
  void withoutMemoryTheRunEndsAndNoFailureIsBlamedOnTheServer() throws Exception {
    FaultTable.fault(
        "out of heap",
        "scripted",
        seen -> {
          byte[] large =
              ScriptedServer.ok("{\"took\": 1, \"pad\": \"" + "x".repeat(900_000) + "\"}");
          try (ScriptedServer server = new ScriptedServer((n, socket, out) -> out.write(large));
              BenchProcess bench = new BenchProcess(folder)) {
            bench.jvm("-Xmx48m");
            bench.start(
                "--url",
                server.uri() + "/",
                "--backend-time",
                "/took",
                "--users",
                "150",
                "--spawn-rate",
                "30",
                "--wait-time",
                "1s",
                "--duration",
                "60s",
                "--no-report");
            BenchProcess.Ended ended = bench.end();
            RunInfo info = bench.info();
            Rows rows = bench.rows("endpoint");
            List<String> left = bench.leftBehind();
            seen.happened(
                "exit code %d, status %s, %s: '%s'"
                    .formatted(ended.code(), info.status(), rows.words(), error(info)));
            seen.rows(rows.size(), server.requests.get() - 1);
            seen.left(left);
            assertEquals(1, ended.code(), ended.all());
            assertEquals(Status.FAILED, info.status());
            ended.assertSays("out of memory");
            ended.assertNoStackTrace();
            assertEquals(rows.size(), rows.count("ok") + rows.count("unfinished"), rows.words());
            assertEquals(List.of(), left);
            bench.assertAnalyzed();
          }
        });
  }

  @Tag("slow")
  @Test
  void aWallClockThatIsSetBackMovesNoTime() throws Exception {
    FaultTable.fault(
        "wall clock set back an hour",
        "scripted",
        seen -> {
          assumeTrue(Files.exists(FAKETIME), "no libfaketime: apt-get install faketime");
          Path offset = Files.writeString(folder.resolve("offset"), "+0s\n");
          try (ScriptedServer server = server();
              BenchProcess bench = new BenchProcess(folder)) {
            bench
                .variable("LD_PRELOAD", FAKETIME.toString())
                .variable("FAKETIME_TIMESTAMP_FILE", offset.toString())
                .variable("FAKETIME_NO_CACHE", "1")
                .variable("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                .start(endpoint(server, "200", "--duration", "3s"));
            bench.awaitRows("endpoint", 50);
            Files.writeString(offset, "-3600s\n");
            BenchProcess.Ended ended = bench.end();
            RunInfo info = bench.info();
            Rows rows = bench.rows("endpoint");
            List<String> left = bench.leftBehind();
            long driftUs = info.scenarios().get(0).clockDriftUs().orElseThrow();
            seen.happened(
                "exit code %d, %s; 'the wall clock moved by %d s'"
                    .formatted(ended.code(), rows.words(), Math.round(driftUs / 1e6)));
            seen.rows(rows.size(), server.requests.get() - 1);
            seen.left(left);
            assertEquals(0, ended.code(), ended.all());
            assertTrue(Math.abs(driftUs + 3_600_000_000L) < 5_000_000, driftUs + " us");
            assertTrue(ended.out().contains("the wall clock moved by -3600"), ended.out());
            assertEquals(server.requests.get() - 1, rows.count("ok"));
            long last = 0;
            for (String end : rows.column("end_us")) {
              assertTrue(Long.parseLong(end) >= last, "rows stand in the order of their ends");
              last = Long.parseLong(end);
            }
            assertTrue(last > 2_900_000 && last < 30_000_000, "ended at " + last + " us");
            assertFalse(info.ended().orElseThrow().isBefore(info.started()));
            assertEquals(List.of(), left);
            bench.assertAnalyzed();
          }
        });
  }

  @Tag("slow")
  @Test
  void aDriverThatStoodStillSaysSo() throws Exception {
    FaultTable.fault(
        "driver stopped for 3 s, as asleep",
        "scripted",
        seen -> {
          try (ScriptedServer server = server();
              BenchProcess bench = new BenchProcess(folder)) {
            bench.start(endpoint(server, "200", "--duration", "6s"));
            bench.awaitRows("endpoint", 50);
            bench.signal("STOP");
            TimeUnit.SECONDS.sleep(3);
            bench.signal("CONT");
            BenchProcess.Ended ended = bench.end();
            RunInfo info = bench.info();
            Rows rows = bench.rows("endpoint");
            List<String> left = bench.leftBehind();
            DriverVerdict verdict = info.scenarios().get(0).driver().orElseThrow();
            seen.happened(
                "exit code %d, %s; the driver's verdict: %s, standstill"
                    .formatted(ended.code(), rows.words(), verdict.verdict()));
            seen.rows(rows.size(), server.requests.get() - 1);
            seen.left(left);
            assertEquals(0, ended.code(), ended.all());
            assertTrue(verdict.verdict() != DriverVerdict.Kind.VALID, verdict.toString());
            assertTrue(
                verdict.signs().stream()
                    .anyMatch(s -> s.name().equals("standstill") && s.tripped()),
                verdict.toString());
            assertTrue(ended.out().contains("standstill"), ended.out());
            assertEquals(server.requests.get() - 1, rows.completed());
            assertEquals(List.of(), left);
            bench.assertAnalyzed();
          }
        });
  }
}
