package flowgauge.serve.docker;

import flowgauge.serve.server.ServeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Removes the containers of earlier runs that were killed, or whose engine fell silent, ahead of a
 * run of any kind: they would take CPU and memory from what is measured.
 */
public final class AbandonedContainers {
  /** Removes from the engine what processes left that are over. */
  interface Removal {
    /** Does it; returns how many containers there were. */
    int remove() throws ServeException;
  }

  private AbandonedContainers() {}

  /**
   * Removes them, in a bounded time. An engine is asked only where the cache folder says that an
   * earlier run left some.
   *
   * @param progress takes a line that says what was removed, or why it could not be
   */
  public static void remove(Consumer<String> progress) {
    remove(
        ContainerMark.folder(),
        DockerEngine::obstacle,
        () -> Leftovers.removeAbandoned(DockerEngine.client()),
        progress);
  }

  static void remove(
      Path marks, Supplier<Optional<String>> obstacle, Removal removal, Consumer<String> progress) {
    List<Path> abandoned = ContainerMark.abandoned(marks);
    if (abandoned.isEmpty()) {
      return;
    }
    Optional<String> why = obstacle.get();
    if (why.isEmpty()) {
      try {
        int removed = removal.remove();
        abandoned.forEach(ContainerMark::delete);
        if (removed > 0) {
          progress.accept(
              "removed %d container%s that an earlier run had left"
                  .formatted(removed, removed == 1 ? "" : "s"));
        }
        return;
      } catch (ServeException | RuntimeException failed) {
        why = Optional.of(String.valueOf(failed.getMessage()));
      }
    }
    progress.accept(
        "an earlier run may have left containers, which the next bench looks for again: "
            + why.get());
  }
}
