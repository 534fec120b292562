package flowgauge.serve.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An engine on another machine gets containers, and load, only where the user names it. */
class EngineHostTest {
  @ParameterizedTest
  @CsvSource({
    ",,",
    "unix:///var/run/docker.sock,,",
    "tcp://127.0.0.1:2375,,",
    "tcp://192.0.2.1:2376,192.0.2.1,192.0.2.1",
    "unix:///tmp/tunnel.sock,192.0.2.1,192.0.2.1",
    "tcp://localhost:2375,192.0.2.1,192.0.2.1"
  })
  void theMachineIsTheOneThatIsNamed(String address, String allowed, String host) {
    List<String> hosts = allowed == null ? List.of() : List.of(allowed);
    assertEquals(Optional.ofNullable(host), EngineHost.elsewhere(address, hosts));
  }

  @Test
  void oneThatIsNotNamedIsRefusedWithWhatToAdd() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> EngineHost.elsewhere("tcp://192.0.2.1:2376", List.of("192.0.2.2")))
            .getMessage();
    assertTrue(message.contains("--allow-remote 192.0.2.1"), message);
  }
}
