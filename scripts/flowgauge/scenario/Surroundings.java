package flowgauge.scenario;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What a server finds as it starts.
 *
 * @param mock how long the mock API waits
 * @param mockApi where it is; empty for itself
 * @param connections where the user's connections are given, in PromptFlow's way; empty for none
 * @param caller the variables of who starts it, of which few are handed on
 */
public record Surroundings(
    MockSettings mock,
    Optional<URI> mockApi,
    Optional<URI> connections,
    Map<String, String> caller) {}
