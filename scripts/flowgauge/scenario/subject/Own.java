package flowgauge.scenario.subject;

import java.util.Map;
import java.util.Optional;

/** What is the user's: served from where it lies, with what it is handed. */
interface Own extends Startable {
  OwnFiles files();

  Handed handed();

  @Override
  default String app() {
    return OwnFiles.APP;
  }

  @Override
  default Map<String, String> imageArguments() {
    return Map.of("FLOW", OwnFiles.APP);
  }

  @Override
  default Optional<OwnFiles> own() {
    return Optional.of(files());
  }

  @Override
  default boolean secret(String variable) {
    return handed().variables().containsKey(variable);
  }

  @Override
  default boolean callsMock() {
    return false;
  }

  @Override
  default String advice(String failure) {
    return Advice.on(failure);
  }
}
