package flowgauge.scenario.subject;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What flowgauge serves itself: all that a runtime asks of it, the same in containers and as
 * processes.
 */
public non-sealed interface Startable extends Subject {
  /** The server, in words: {@code pf-serve}. */
  String title();

  /** Its name where resources are recorded: {@code server} or {@code mock}. */
  default String part() {
    return "server";
  }

  /** What it serves, as its image is called. */
  String name();

  Optional<Engine> engine();

  /** The flow's name; empty where PromptFlow is not part of it. */
  Optional<String> flow();

  /** Folder of the checkout with its Dockerfile and its list of packages. */
  String folder();

  /** The list's name there, under a release of promptflow-core where that is part of it. */
  default String list(String promptflow) {
    return "requirements.txt";
  }

  /** File or folder in {@link #folder} that it serves; it runs in a copy of it. */
  String app();

  /** What it serves where that is the user's, in place of {@link #app}; empty for ours. */
  default Optional<OwnFiles> own() {
    return Optional.empty();
  }

  /** The user's connections, by name, each as JSON; secret. */
  default Map<String, String> connections() {
    return Map.of();
  }

  /** A connection to the mock API in place of a model, as JSON. */
  default String modelConnection(String named, URI mock) {
    throw new IllegalStateException(name() + " knows no connections");
  }

  /** Whether the variable of that name may hold what is to be written nowhere. */
  default boolean secret(String variable) {
    return false;
  }

  /** Whether it calls the mock API once a request, so that its wait is part of each. */
  default boolean callsMock() {
    return true;
  }

  /** What to do about a failure, by the server's words, to follow them; empty for nothing. */
  default String advice(String failure) {
    return "";
  }

  Map<String, String> imageArguments();

  /** Its command, of a program on its environment's path, to be run where its app is. */
  List<String> command(ServerSize size, String host, int port);

  Map<String, String> variables(ServerSize size, Surroundings around);

  /**
   * Whether {@code GET /health} succeeds once it is up; else any answer to that says that it is.
   */
  default boolean hasHealth() {
    return true;
  }

  /** What each worker prints once it is up; empty where one answer says that all are. */
  Optional<Pattern> ready();

  /** How long it keeps an idle connection, seconds; 0 where it closes after each response. */
  double keepAliveSeconds(ServerSize size, Map<String, String> variables);
}
