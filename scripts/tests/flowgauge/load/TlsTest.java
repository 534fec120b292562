package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over TLS requests end as they do without. */
class TlsTest {
  @TempDir static Path folder;

  private static Path keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = TlsServer.keys(folder, "ip:127.0.0.1");
    TlsServer.trust(keys);
  }

  @AfterAll
  static void forgetKeys() {
    TlsServer.trust(null);
  }

  /** As handshakes take long on a busy machine. */
  private static LoadProfile patient(int users, Duration wait, Duration length) {
    LoadProfile p = Recorded.users(users, wait, length);
    Duration minute = Duration.ofSeconds(60);
    return new LoadProfile(
        p.stages(),
        p.waitMin(),
        p.waitMax(),
        p.arrivals(),
        p.connections(),
        p.maxInFlight(),
        minute,
        minute,
        p.warmUp(),
        minute,
        false,
        p.seed());
  }

  private static URI uri(ScriptedServer server) {
    return URI.create("https://127.0.0.1:" + server.port());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aConnectionCarriesRequestAfterRequest(String protocol) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            TlsServer.listen(keys, protocol),
            (n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
      Recorded run = Recorded.of(uri(server), patient(3, Duration.ZERO, Duration.ofSeconds(5)));
      assertTrue(run.samples().size() > 3, run.samples().size() + " requests");
      assertTrue(run.samples().stream().allMatch(s -> s.outcome() == Outcome.OK));
      assertEquals(3, server.connections.get());
      assertEquals(3, run.samples().stream().filter(s -> !s.reused()).count());
      assertTrue(run.samples().stream().filter(s -> !s.reused()).allMatch(s -> s.connectUs() > 0));
    }
  }

  /** In TLS 1.3 a close goes one way, and a server that waits for ours closes no socket. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aConnectionWhosePeerSaidCloseNotifyIsNotUsedAgain(String protocol) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            TlsServer.listen(keys, protocol),
            (n, socket, out) -> {
              out.write(ScriptedServer.ok("x"));
              ((SSLSocket) socket).shutdownOutput();
            })) {
      Recorded run =
          Recorded.of(uri(server), patient(2, Duration.ofSeconds(1), Duration.ofSeconds(6)));
      assertTrue(run.samples().size() > 2, run.samples().size() + " requests");
      for (Sample sample : run.samples()) {
        assertEquals(Outcome.OK, sample.outcome(), sample.toString());
        assertFalse(sample.reused(), sample.toString());
      }
      assertEquals(run.samples().size(), server.connections.get());
    }
  }

  /** RFC 9112 9.8: only close_notify ends a body that has no length. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBodyThatEndsWithItsConnectionIsWholeOnlyWithCloseNotify(boolean told) throws Exception {
    byte[] head = "HTTP/1.1 200 OK\r\n\r\nall of it".getBytes(StandardCharsets.US_ASCII);
    try (SSLServerSocket listening = (SSLServerSocket) TlsServer.listen(keys, "TLSv1.3");
        CutRelay relay = new CutRelay(listening.getLocalPort());
        ScriptedServer server =
            new ScriptedServer(
                listening,
                (n, socket, out) -> {
                  out.write(head);
                  if (told) {
                    socket.close();
                  } else {
                    relay.cutOnceIdle();
                  }
                })) {
      Recorded run =
          Recorded.of(
              URI.create("https://127.0.0.1:" + relay.port()),
              patient(1, Duration.ofMillis(20), Duration.ofSeconds(1)));
      for (Sample sample : run.samples()) {
        assertEquals(
            told ? Outcome.OK : Outcome.REMOTE_CLOSED, sample.outcome(), sample.toString());
        assertEquals(9, sample.responseBytes());
      }
      assertFalse(run.samples().isEmpty());
      assertTrue(server.requests.get() > 0);
    }
  }

  @Test
  void aServerThatWantsACertificateRefusesTheConnection() throws Exception {
    SSLServerSocket listening = (SSLServerSocket) TlsServer.listen(keys, "TLSv1.3");
    listening.setNeedClientAuth(true);
    try (ScriptedServer server =
        new ScriptedServer(listening, (n, socket, out) -> out.write(ScriptedServer.ok("x")))) {
      FirstRequest first =
          FirstRequest.send(
              uri(server),
              Recorded.GET,
              ServerTimes.NONE,
              patient(1, Duration.ZERO, Duration.ofSeconds(1)),
              Duration.ofSeconds(60));
      assertEquals(Outcome.CONNECT_FAILED, first.outcome());
      assertTrue(first.why().orElseThrow().startsWith("TLS failed: "), first.why().orElseThrow());
    }
  }

  @Test
  void anEarlyAnswerToALargeBodyIsThatAnswer() throws Exception {
    byte[] answer =
        "HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig"
            .getBytes(StandardCharsets.US_ASCII);
    try (ScriptedServer server =
        new ScriptedServer(
            TlsServer.listen(keys, "TLSv1.3"),
            (n, socket, out) -> {
              out.write(answer);
              TimeUnit.MILLISECONDS.sleep(500);
              socket.close();
            })) {
      Recorded run =
          Recorded.of(
              uri(server),
              patient(2, Duration.ofMillis(50), Duration.ofSeconds(2)),
              new Target("POST", "/", List.of(), new byte[5_000_000]),
              ServerTimes.NONE,
              driver -> {});
      assertFalse(run.samples().isEmpty());
      for (Sample sample : run.samples()) {
        assertEquals(413, sample.status(), sample.toString());
        assertEquals(Outcome.HTTP_ERROR, sample.outcome(), sample.toString());
      }
    }
  }
}
