package flowgauge.scenario.subject;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What a server finds as it starts.
 *
 * @param mock how the mock API answers
 * @param mockApi where it is; empty for itself
 * @param connections where the user's connections are given, in PromptFlow's way; empty for none
 * @param caller the variables of who starts it, of which few are handed on
 */
public record Surroundings(
    MockSettings mock,
    Optional<URI> mockApi,
    Optional<URI> connections,
    Map<String, String> caller) {

  /** Variables that lead to the mock API in place of a model; none where it is not to be one. */
  Map<String, String> model() {
    return mock.model().given() ? mockApi.map(ModelStandIn::variables).orElse(Map.of()) : Map.of();
  }
}
