package flowgauge.serve;

import java.util.Optional;

/** Whether there is a Docker engine. */
public final class DockerEngine {
  private DockerEngine() {}

  /** Why containers can't be used, in a few words; empty if an engine answers within 2 s. */
  public static Optional<String> obstacle() {
    return Optional.of("no container support in this build");
  }
}
