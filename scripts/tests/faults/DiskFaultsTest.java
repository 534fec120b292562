package faults;

import static faults.Loads.endpoint;
import static faults.Loads.error;
import static faults.Loads.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.load.ScriptedServer;
import flowgauge.record.RunInfo;
import flowgauge.record.RunInfo.Status;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Disks that are full, and folders that take no file. */
@ResourceLock(Docker.ENGINE)
class DiskFaultsTest {
  @TempDir Path folder;

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
}
