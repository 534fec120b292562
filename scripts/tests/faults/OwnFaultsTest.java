package faults;

import static faults.Loads.endpoint;
import static faults.Loads.error;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What can happen to flowgauge's own process: its memory, its clock, its time to run. */
@ResourceLock(Docker.ENGINE)
class OwnFaultsTest {
  private static final Path FAKETIME =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

  @TempDir Path folder;

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
                .start(endpoint(server, "200", "--duration", "6s"));
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
