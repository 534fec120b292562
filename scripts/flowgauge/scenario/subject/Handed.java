package flowgauge.scenario.subject;

import java.util.Map;

/**
 * What a user hands to a server of theirs, secrets among it. It reaches the server and is written
 * nowhere.
 *
 * @param variables by name
 * @param connections PromptFlow's, by name, each as the JSON that its connection provider gives
 */
public record Handed(Map<String, String> variables, Map<String, String> connections) {
  /** Names only. */
  @Override
  public String toString() {
    return "Handed[variables=" + variables.keySet() + ", connections=" + connections.keySet() + "]";
  }
}
