package faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import faults.FaultTable.Seen;
import faults.Faults.Fault;
import flowgauge.load.ScriptedServer;
import flowgauge.record.RunInfo;
import flowgauge.record.RunInfo.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can happen to pf-serve and the mock API: the real ones, as processes and in containers. */
@Tag("slow")
@ResourceLock(Docker.ENGINE)
class ServerFaultsTest {
  private static final String FLOW = "wsgi-sync";
  private static final int ENOUGH = 10;

  @TempDir static Path folder;

  private static Faults faults;

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    all.addAll(Fault.inBoth("freezes for 10 s", ServerFaultsTest::theServerFreezesForTenSeconds));
    all.addAll(Fault.inBoth("server killed", ServerFaultsTest::theServerIsKilled));
    all.addAll(Fault.inBoth("one gunicorn worker killed", ServerFaultsTest::aWorkerIsKilled));
    all.add(
        new Fault(
            "out of memory under load (--memory)",
            "docker",
            ServerFaultsTest::theContainerRunsOutOfMemory));
    all.add(
        new Fault(
            "out of memory while starting (--memory)",
            "docker",
            ServerFaultsTest::theContainerHasTooLittleMemoryToStart));
    all.addAll(Fault.inBoth("never healthy", ServerFaultsTest::theServerNeverAnswers));
    all.addAll(Fault.inBoth("ends while starting", ServerFaultsTest::theServerEndsAsItStarts));
    all.addAll(Fault.inBoth("mock API killed", ServerFaultsTest::theMockApiIsKilled));
    all.addAll(Fault.inBoth("mock API freezes for ever", ServerFaultsTest::theMockApiFreezes));
    all.addAll(
        Fault.inBoth("mock API slower than the timeout", ServerFaultsTest::theMockApiIsSlow));
    all.addAll(
        Fault.inBoth(
            "mock API dead from the start", ServerFaultsTest::nothingListensWhereTheMockApiShould));
    all.addAll(
        Fault.inBoth("mock API answers garbage", ServerFaultsTest::theMockApiAnswersGarbage));
    return all;
  }

  @BeforeAll
  static void begin() {
    faults = new Faults(folder, all());
  }

  @AfterAll
  static void end() {
    faults.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void rowsExitCodeAndMessageAreRightAndNothingIsLeft(Fault fault) throws Throwable {
    faults.await(fault);
  }

  private static void start(BenchProcess bench, String runtime, String... more) throws IOException {
    List<String> all =
        new ArrayList<>(List.of(FLOW, "--runtime", runtime, "--users", "8", "--spawn-rate", "100"));
    all.addAll(List.of("--wait-time", "50ms", "--connect-timeout", "1s", "--no-report"));
    all.addAll(List.of(more));
    if (!all.contains("--mock-wait")) {
      all.addAll(List.of("--mock-wait", "50ms"));
    }
    bench.jvm("-XX:TieredStopAtLevel=1").start(all.toArray(String[]::new));
  }

  /** The processes of a program that bench runs, the eldest first; waits for so many. */
  private static List<ServerProcess> processes(
      BenchProcess bench, String runtime, String program, int least) throws Exception {
    List<ServerProcess> found = List.of();
    while (found.size() < least && bench.process().isAlive()) {
      TimeUnit.MILLISECONDS.sleep(10);
      found =
          runtime.equals("docker")
              ? ServerProcess.inContainer(bench.process().pid(), program)
              : ServerProcess.below(bench.process(), program);
    }
    assertTrue(found.size() >= least, "bench runs " + program);
    return found;
  }

  private static void tell(Seen seen, BenchProcess.Ended ended, String rows, String says) {
    String outcomes = "exit code " + ended.code() + (rows.isEmpty() ? "" : ": " + rows);
    seen.happened(outcomes);
    assertTrue(ended.all().contains(says), "not said: '" + says + "' but: " + ended.all());
    ended.assertNoStackTrace();
    seen.happened(outcomes + (says.isEmpty() ? "" : "; '" + says + "'"));
  }

  /** Every request that reached the mock API is a row, answered or cut off. */
  private static void keepsWhatWasCounted(Seen seen, Rows rows, long counted) {
    long connected =
        rows.column("outcome").stream().filter(each -> !each.startsWith("connect_")).count();
    seen.rows(Math.min(connected, counted), counted);
    assertTrue(rows.count("ok") <= counted, counted + " counted, " + rows.words());
    assertTrue(connected >= counted, counted + " counted, " + rows.words());
    assertFalse(rows.cut());
  }

  private static long counted(BenchProcess bench) throws IOException {
    return bench.info().scenarios().get(0).mockRequests().orElseThrow();
  }

  private static void ends(BenchProcess.Ended ended, BenchProcess bench, int code, Status status)
      throws IOException {
    assertEquals(code, ended.code(), ended.all());
    RunInfo info = bench.info();
    assertEquals(status, info.status());
    if (status == Status.FAILED) {
      assertTrue(ended.err().contains(info.error().orElseThrow()), ended.err());
    }
  }

  private static void theServerIsKilled(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    start(bench, runtime, "--duration", "60s");
    bench.awaitRows(FLOW, ENOUGH);
    processes(bench, runtime, "gunicorn", 1).get(0).signal("KILL");
    BenchProcess.Ended ended = bench.end();
    Rows rows = bench.rows(FLOW);
    tell(seen, ended, rows.words(), "pf-serve was killed by signal 9");
    ends(ended, bench, 1, Status.FAILED);
    keepsWhatWasCounted(seen, rows, counted(bench));
  }

  private static void aWorkerIsKilled(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    start(bench, runtime, "--duration", "12s", "--workers", "2");
    bench.awaitRows(FLOW, ENOUGH);
    processes(bench, runtime, "gunicorn", 3).get(1).signal("KILL");
    BenchProcess.Ended ended = bench.end();
    Rows rows = bench.rows(FLOW);
    tell(seen, ended, rows.words(), "server.log tells of 1 lost worker");
    ends(ended, bench, 0, Status.COMPLETE);
    keepsWhatWasCounted(seen, rows, counted(bench));
    long cut = rows.size() - rows.count("ok");
    // the users' connections may all have been with the other worker
    assertTrue(cut <= 8, "no more than what it served is cut off: " + rows.words());
    assertEquals(cut, rows.count("remote_closed") + rows.count("connection_reset"), rows.words());
    List<String> outcomes = rows.column("outcome");
    assertEquals("ok", outcomes.get(outcomes.size() - 1), "the load goes on");
  }

  private static void theContainerRunsOutOfMemory(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    start(bench, runtime, "--duration", "60s", "--memory", "300m");
    bench.awaitRows(FLOW, ENOUGH);
    long master = processes(bench, runtime, "gunicorn", 1).get(0).pid();
    Path preference = Path.of("/proc/" + master + "/oom_score_adj");
    assumeTrue(Files.isWritable(preference), "choosing the kernel's victim needs root");
    Files.writeString(preference, "1000");
    String container = Docker.container(bench.process().pid(), "gunicorn").orElseThrow();
    try {
      Docker.run("exec", container, "python3", "-c", "bytearray(400 << 20)");
    } catch (IOException endedToo) {
      // with its container
    }
    BenchProcess.Ended ended = bench.end();
    Rows rows = bench.rows(FLOW);
    tell(seen, ended, rows.words(), "its container had used up its memory");
    ends(ended, bench, 1, Status.FAILED);
    keepsWhatWasCounted(seen, rows, counted(bench));
  }

  private static void theContainerHasTooLittleMemoryToStart(
      String runtime, BenchProcess bench, Seen seen) throws Exception {
    start(bench, runtime, "--memory", "48m", "--start-timeout", "20s");
    BenchProcess.Ended ended = bench.end();
    tell(seen, ended, "", "memory"); // its master or its workers are killed
    ends(ended, bench, 1, Status.FAILED);
  }

  private static void theServerNeverAnswers(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    start(bench, runtime, "--start-timeout", "8s");
    for (int i = 0; i < 2; i++) { // again, for workers begun before their master stopped
      for (ServerProcess each : processes(bench, runtime, "gunicorn", 1)) {
        each.signal("STOP");
      }
    }
    BenchProcess.Ended ended = bench.end();
    tell(seen, ended, "", "did not answer within 8 s");
    ends(ended, bench, 1, Status.FAILED);
  }

  private static void theServerEndsAsItStarts(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    bench.variable("GUNICORN_CMD_ARGS", "--no-such-option");
    start(bench, runtime);
    BenchProcess.Ended ended = bench.end();
    tell(seen, ended, "", "unrecognized arguments: --no-such-option");
    ends(ended, bench, 1, Status.FAILED);
  }

  private static void theServerFreezesForTenSeconds(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    start(bench, runtime, "--duration", "12s");
    bench.awaitRows(FLOW, ENOUGH);
    List<ServerProcess> all = processes(bench, runtime, "gunicorn", 1);
    for (ServerProcess each : all) {
      each.signal("STOP");
    }
    TimeUnit.SECONDS.sleep(10);
    for (ServerProcess each : all) {
      each.signal("CONT");
    }
    BenchProcess.Ended ended = bench.end();
    Rows rows = bench.rows(FLOW);
    tell(seen, ended, rows.words(), "");
    ends(ended, bench, 0, Status.COMPLETE);
    seen.rows(rows.count("ok"), counted(bench));
    assertEquals(counted(bench), rows.count("ok"), rows.words());
    List<String> outcomes = rows.column("outcome");
    for (int i = 0; i < rows.size(); i++) {
      // as it wakes it closes connections that were idle too long, unread requests or not
      assertTrue(
          outcomes.get(i).equals("ok") || rows.column("reused").get(i).equals("true"),
          rows.words());
    }
    List<String> sent = rows.column("sent_us");
    List<String> end = rows.column("end_us");
    long frozen = 0;
    for (int i = 0; i < end.size(); i++) {
      frozen += Long.parseLong(end.get(i)) - Long.parseLong(sent.get(i)) > 9_000_000 ? 1 : 0;
    }
    assertEquals(8, frozen, "each user's request waited the freeze out");
  }

  private static void theMockApiIsKilled(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    start(bench, runtime, "--duration", "60s", "--drain", "2s");
    bench.awaitRows(FLOW, ENOUGH);
    processes(bench, runtime, "uvicorn", 1).get(0).signal("KILL");
    BenchProcess.Ended ended = bench.end();
    Rows rows = bench.rows(FLOW);
    tell(seen, ended, rows.words(), "the mock API was killed by signal 9");
    ends(ended, bench, 1, Status.FAILED);
    // a container's address goes with it: what calls it then waits, until the drain is over
    long cut = rows.count("http_error") + rows.count("unfinished");
    assertTrue(rows.count("ok") > 0 && cut > 0, rows.words());
    assertEquals(rows.size(), rows.count("ok") + cut, rows.words());
  }

  private static void theMockApiFreezes(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    start(bench, runtime, "--duration", "10s", "--drain", "2s");
    bench.awaitRows(FLOW, ENOUGH);
    if (runtime.equals("docker")) {
      Docker.run("pause", Docker.container(bench.process().pid(), "uvicorn").orElseThrow());
    } else {
      processes(bench, runtime, "uvicorn", 1).get(0).signal("STOP");
    }
    BenchProcess.Ended ended = bench.end();
    Rows rows = bench.rows(FLOW);
    tell(seen, ended, rows.words(), "the mock API no longer answers: nothing came within 5 s");
    ends(ended, bench, 1, Status.FAILED);
    assertEquals(Optional.empty(), bench.info().scenarios().get(0).mockRequests());
    assertTrue(rows.count("ok") > 0 && rows.count("unfinished") > 0, rows.words());
    assertEquals(rows.size(), rows.count("ok") + rows.count("unfinished"), rows.words());
    assertFalse(rows.cut());
  }

  private static void theMockApiIsSlow(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    start(bench, runtime, "--mock-wait", "4s", "--timeout", "1s", "--duration", "3s");
    BenchProcess.Ended ended = bench.end();
    Rows rows = bench.rows(FLOW);
    tell(seen, ended, rows.words(), "no whole answer within 1 s");
    ends(ended, bench, 1, Status.FAILED);
    assertEquals(rows.size(), rows.count("response_timeout"), rows.words());
    keepsWhatWasCounted(seen, rows, counted(bench));
  }

  private static void nothingListensWhereTheMockApiShould(
      String runtime, BenchProcess bench, Seen seen) throws Exception {
    bench.variable("GUNICORN_CMD_ARGS", "--env MOCK_API_ENDPOINT=http://127.0.0.1:9/");
    start(bench, runtime, "--duration", "2s");
    BenchProcess.Ended ended = bench.end();
    Rows rows = bench.rows(FLOW);
    tell(seen, ended, rows.words(), "answered with status 400: ");
    ends(ended, bench, 1, Status.FAILED);
    assertEquals(rows.size(), rows.count("http_error"), rows.words());
    assertEquals(0, counted(bench));
  }

  private static void theMockApiAnswersGarbage(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    InetAddress address =
        runtime.equals("docker") ? Docker.gateway() : InetAddress.getLoopbackAddress();
    ServerSocket socket = new ServerSocket(0, 100, address);
    try (ScriptedServer mock =
        new ScriptedServer(
            socket,
            (n, s, out) -> {
              out.write("{]".repeat(9).getBytes(US_ASCII));
              s.close();
            })) {
      bench.variable(
          "GUNICORN_CMD_ARGS",
          "--env MOCK_API_ENDPOINT=http://%s:%d/".formatted(address.getHostAddress(), mock.port()));
      start(bench, runtime, "--duration", "2s");
      BenchProcess.Ended ended = bench.end();
      Rows rows = bench.rows(FLOW);
      tell(seen, ended, rows.words(), "answered with status 400: ");
      ends(ended, bench, 1, Status.FAILED);
      assertEquals(rows.size(), rows.count("http_error"), rows.words());
      keepsWhatWasCounted(seen, rows, mock.requests.get() - 1);
    }
  }
}
