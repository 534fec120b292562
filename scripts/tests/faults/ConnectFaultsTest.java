package faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import faults.FaultTable.Seen;
import faults.Faults.Fault;
import flowgauge.load.ScriptedServer;
import flowgauge.load.TlsServer;
import flowgauge.record.DriverVerdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can keep a connection from being made, at the server's side or ours. */
@Tag("slow")
class ConnectFaultsTest {
  private static final byte[] ONE_ANSWER =
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
          .getBytes(StandardCharsets.US_ASCII);

  @TempDir static Path folder;

  private static Faults faults;

  static List<Fault> all() {
    return List.of(
        new Fault("healthy, then refusing", "scripted", ConnectFaultsTest::refusing),
        new Fault("TLS with a certificate nobody knows", "scripted", ConnectFaultsTest::unknownCa),
        new Fault("TLS with another host's certificate", "scripted", ConnectFaultsTest::otherHost),
        new Fault("https:// where no TLS is", "scripted", ConnectFaultsTest::noTls),
        new Fault("DNS failure", "-", ConnectFaultsTest::noSuchHost),
        new Fault("nobody listens", "-", ConnectFaultsTest::nobodyListens),
        new Fault("ports used up", "process", ConnectFaultsTest::portsUsedUp),
        new Fault("file descriptors used up", "scripted", ConnectFaultsTest::descriptorsUsedUp),
        new Fault("more users than file descriptors", "-", ConnectFaultsTest::tooFewDescriptors));
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

  private static void refused(Seen seen, BenchProcess bench, String says) throws Exception {
    BenchProcess.Ended ended = bench.end();
    seen.happened("exit code " + ended.code());
    ended.assertSays(says);
    ended.assertNoStackTrace();
    assertEquals(1, ended.code(), ended.all());
    assertEquals(1, ended.err().strip().lines().count(), ended.err());
    assertFalse(Files.exists(bench.out()), "no folder of a run that never began");
    seen.happened("exit code 1; '" + says + "'");
  }

  private static void refusing(String runtime, BenchProcess bench, Seen seen) throws Exception {
    int served = 20;
    ScriptedServer[] self = new ScriptedServer[1];
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              if (self[0].requests.get() >= served) {
                self[0].close(); // listens no more
              }
              out.write(ONE_ANSWER);
              socket.close();
            })) {
      self[0] = server;
      bench.start(
          "--url",
          server.uri() + "/",
          "--users",
          "2",
          "--wait-time",
          "20ms",
          "--duration",
          "2s",
          "--no-report");
      BenchProcess.Ended ended = bench.end();
      Rows rows = bench.rows("endpoint");
      seen.happened("exit code " + ended.code() + ": " + rows.words());
      ended.assertNoStackTrace();
      assertEquals(0, ended.code(), ended.all());
      // one more may have been in the listen queue
      seen.rows(rows.count("ok"), server.requests.get() - 1);
      assertEquals(server.requests.get() - 1, rows.count("ok"), rows.words());
      assertTrue(rows.count("connect_refused") > 10, rows.words());
      assertTrue(ended.out().contains("Failures"), ended.out());
    }
  }

  private static ScriptedServer withTls(Path keys) throws Exception {
    return new ScriptedServer(
        TlsServer.listen(keys), (n, socket, out) -> out.write(ScriptedServer.ok("x")));
  }

  private static void unknownCa(String runtime, BenchProcess bench, Seen seen) throws Exception {
    Path keys = TlsServer.keys(bench.out().resolveSibling("keys"), "dns:localhost");
    try (ScriptedServer server = withTls(keys)) {
      bench.start("--url", "https://localhost:" + server.port() + "/");
      refused(seen, bench, "its certificate is not accepted: unable to find valid certification");
    }
  }

  private static void otherHost(String runtime, BenchProcess bench, Seen seen) throws Exception {
    Path keys = TlsServer.keys(bench.out().resolveSibling("keys"), "dns:other.example");
    try (ScriptedServer server = withTls(keys)) {
      bench
          .jvm(TlsServer.trusting(keys))
          .start("--url", "https://localhost:" + server.port() + "/");
      refused(seen, bench, "its certificate is not accepted: No subject alternative DNS name");
    }
  }

  private static void noTls(String runtime, BenchProcess bench, Seen seen) throws Exception {
    byte[] clear = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    ServerSocket speaking =
        new ServerSocket(0, 10, InetAddress.getLoopbackAddress()) {
          @Override
          public Socket accept() throws IOException {
            Socket socket = super.accept();
            socket.getOutputStream().write(clear);
            return socket;
          }
        };
    try (ScriptedServer server = new ScriptedServer(speaking, (n, socket, out) -> {})) {
      bench.start("--url", "https://127.0.0.1:" + server.port() + "/");
      refused(seen, bench, "it does not speak TLS: write http:// for https://");
    }
  }

  private static void noSuchHost(String runtime, BenchProcess bench, Seen seen) throws Exception {
    String host = "no-such-host.invalid";
    bench.start("--url", "http://" + host + "/", "--allow-remote", host);
    refused(seen, bench, "no machine is called " + host + ": check the URL");
  }

  private static void nobodyListens(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    bench.start("--url", "http://127.0.0.1:1/");
    refused(seen, bench, "http://127.0.0.1:1/ can't be reached: check that the server runs");
  }

  /**
   * In a network of its own, whose ports become few once the load runs: ahead of it, a probe that
   * connects to a port where nobody listens yet could get that very port as its own.
   */
  private static void portsUsedUp(String runtime, BenchProcess bench, Seen seen) throws Exception {
    assumeTrue(
        new ProcessBuilder("unshare", "-n", "ip", "link", "set", "lo", "up").start().waitFor() == 0,
        "a network of its own needs root, unshare and ip");
    bench
        .ahead("unshare", "-n", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh")
        .start(
            "mock",
            "--runtime",
            "process",
            "--users",
            "60",
            "--spawn-rate",
            "1000",
            "--connections",
            "new",
            "--duration",
            "8s",
            "--mock-wait",
            "1s",
            "--wait-time",
            "200ms",
            "--no-report");
    bench.awaitRows("mock", 1);
    String few = "echo 40000 40029 >/proc/sys/net/ipv4/ip_local_port_range";
    String pid = Long.toString(bench.process().pid());
    assertEquals(
        0,
        new ProcessBuilder("nsenter", "-t", pid, "-n", "sh", "-c", few).start().waitFor(),
        "nsenter");
    BenchProcess.Ended ended = bench.end();
    assertEquals(0, ended.code(), ended.all());
    Rows rows = bench.rows("mock");
    seen.happened("exit code " + ended.code() + ": " + rows.words());
    usedUp(seen, bench, ended, rows);
    long counted = bench.info().scenarios().get(0).mockRequests().orElseThrow();
    seen.rows(rows.count("ok"), counted);
    assertEquals(counted, rows.count("ok"), rows.words());
  }

  private static void usedUp(Seen seen, BenchProcess bench, BenchProcess.Ended ended, Rows rows)
      throws Exception {
    ended.assertNoStackTrace();
    assertTrue(rows.count("connect_failed") > 0, rows.words());
    assertEquals(rows.size(), rows.count("ok") + rows.count("connect_failed"), rows.words());
    DriverVerdict verdict = bench.info().scenarios().get(0).driver().orElseThrow();
    assertTrue(verdict.verdict() != DriverVerdict.Kind.VALID, "never passes as the server's");
    String says = "ports_or_descriptors_used_up";
    assertTrue(ended.out().contains(says), ended.all());
    seen.happened("exit code 0: " + rows.words() + "; '" + says + "'");
  }

  private static void descriptorsUsedUp(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (n, socket, out) -> {
              TimeUnit.MILLISECONDS.sleep(1500);
              out.write(ScriptedServer.ok("x"));
            })) {
      bench
          .ahead("prlimit", "--nofile=300:300")
          .start("--url", server.uri() + "/", "--rate", "300", "--duration", "2s", "--no-report");
      BenchProcess.Ended ended = bench.end();
      assertEquals(0, ended.code(), ended.all());
      Rows rows = bench.rows("endpoint");
      seen.happened("exit code " + ended.code() + ": " + rows.words());
      seen.rows(rows.count("ok"), server.requests.get() - 1);
      usedUp(seen, bench, ended, rows);
      ended.assertSays("this shell allows 300 open files");
      assertEquals(server.requests.get() - 1, rows.count("ok"), rows.words());
      assertEquals(600, rows.size(), "each arrival is a row");
    }
  }

  private static void tooFewDescriptors(String runtime, BenchProcess bench, Seen seen)
      throws Exception {
    bench
        .ahead("prlimit", "--nofile=300:300")
        .start("--url", "http://127.0.0.1:1/", "--users", "150");
    refused(seen, bench, "150 users need as many open files and this shell allows 300");
  }
}
