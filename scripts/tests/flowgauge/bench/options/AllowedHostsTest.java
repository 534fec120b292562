package flowgauge.bench.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No load on a machine that the user did not name. */
class AllowedHostsTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "localhost", "LOCALHOST", "[::1]", "::1"})
  void loopbackIsAllowed(String host) {
    assertEquals(Optional.empty(), AllowedHosts.refusal(host, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1",
        "0.0.0.0",
        "[2001:db8::1]",
        "[::]",
        "10.1.2.3",
        "localhost.invalid",
        "127.0.0.1.invalid",
      })
  void anythingElseIsRefusedUntilItIsNamed(String host) {
    String plain = host.replaceAll("[\\[\\]]", "");
    String why = AllowedHosts.refusal(host, List.of("other.invalid")).orElseThrow();
    assertTrue(why.contains("add --allow-remote " + plain), why);
    assertEquals(Optional.empty(), AllowedHosts.refusal(host, List.of("x.invalid", plain)));
    assertEquals(
        Optional.empty(), AllowedHosts.refusal(host, List.of(host.toUpperCase(Locale.ROOT))));
  }

  @Test
  void aNameIsNoPatternAndNoSuffix() {
    assertTrue(AllowedHosts.refusal("a.b.invalid", List.of("b.invalid", "*", ".")).isPresent());
  }
}
