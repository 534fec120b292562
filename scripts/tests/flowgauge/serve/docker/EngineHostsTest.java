package flowgauge.serve.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An engine on another machine gets containers, and load, only where the user names it. */
class EngineHostsTest {
  private static EngineHosts hosts(String server, String mock, String allowed) {
    return EngineHosts.of(
        server,
        Optional.ofNullable(mock),
        allowed == null ? List.of() : List.of(allowed.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    ",,,,",
    "unix:///var/run/docker.sock,,,,",
    "tcp://127.0.0.1:2375,,,,",
    "tcp://192.0.2.1:2376,,192.0.2.1,192.0.2.1,",
    "unix:///tmp/tunnel.sock,,192.0.2.1,192.0.2.1,",
    "tcp://localhost:2375,,192.0.2.1,192.0.2.1,",
    ",tcp://192.0.2.2:2376,192.0.2.2,,192.0.2.2",
    ",unix:///tmp/tunnel.sock,192.0.2.2,,192.0.2.2",
    "tcp://192.0.2.1:2376,unix:///var/run/docker.sock,192.0.2.1,192.0.2.1,",
    "tcp://192.0.2.1:2376,tcp://192.0.2.2:2376,192.0.2.2 192.0.2.1,192.0.2.1,192.0.2.2",
    "tcp://192.0.2.1:2376,tcp://192.0.2.1:2377,192.0.2.1,192.0.2.1,192.0.2.1",
    "unix:///a,tcp://192.0.2.2:2376,192.0.2.2,,192.0.2.2",
    "unix:///a,tcp://192.0.2.2:2376,192.0.2.1 192.0.2.2,192.0.2.1,192.0.2.2",
    "unix:///a,unix:///b,,,",
    "unix:///a,unix:///b,192.0.2.1 192.0.2.2,192.0.2.1,192.0.2.2",
    "unix:///a,unix:///b,127.0.0.1 192.0.2.2,,192.0.2.2",
    "unix:///a,unix:///b,192.0.2.1 127.0.0.1,192.0.2.1,"
  })
  void theMachineIsTheOneThatIsNamed(
      String dockerHost, String mockEngine, String allowed, String server, String mock) {
    assertEquals(
        new EngineHosts(Optional.ofNullable(server), Optional.ofNullable(mock)),
        hosts(dockerHost, mockEngine, allowed));
  }

  @ParameterizedTest
  @CsvSource({
    ",,192.0.2.1,--allow-remote goes with",
    "tcp://192.0.2.1:2376,,192.0.2.2,DOCKER_HOST leads to 192.0.2.1",
    "tcp://192.0.2.1:2376,,192.0.2.2,add --allow-remote 192.0.2.1",
    ",tcp://192.0.2.1:2376,192.0.2.2,--mock-engine leads to 192.0.2.1",
    ",tcp://192.0.2.1:2376,,add --allow-remote 192.0.2.1",
    "unix:///a,,192.0.2.1 192.0.2.2,name the one machine that DOCKER_HOST leads to",
    ",unix:///b,192.0.2.1 192.0.2.2,name the one machine that --mock-engine leads to",
    "unix:///a,unix:///b,192.0.2.1,name the machine that DOCKER_HOST leads to",
    ",192.0.2.1:2376,,--mock-engine takes unix:///PATH or tcp://HOST:PORT",
    ",tcp://[::1,,--mock-engine takes unix:///PATH or tcp://HOST:PORT"
  })
  void whatIsNotNamedIsRefusedWithWhatToAdd(
      String dockerHost, String mockEngine, String allowed, String said) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> hosts(dockerHost, mockEngine, allowed))
            .getMessage();
    assertTrue(message.contains(said), message);
  }
}
