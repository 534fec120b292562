package flowgauge.serve;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Removes the containers that killed runs left, ahead of a run of any kind: they would take CPU and
 * memory from what is measured.
 */
public final class KilledRuns {
  /** Removes from the engine what processes left that are over. */
  interface Removal {
    /** Does it; returns how many containers there were. */
    int remove() throws ServeException;
  }

  private KilledRuns() {}

  /**
   * Removes them, in a bounded time. An engine is asked only where a run of this user's was killed
   * with containers up.
   *
   * @param progress takes a line that says what was removed, or why it could not be
   */
  public static void clear(Consumer<String> progress) {
    clear(
        ContainerMark.folder(),
        DockerEngine::obstacle,
        () -> Leftovers.removeAbandoned(DockerEngine.client()),
        progress);
  }

  static void clear(
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
              "removed %d container%s that a killed run had left"
                  .formatted(removed, removed == 1 ? "" : "s"));
        }
        return;
      } catch (ServeException | RuntimeException failed) {
        why = Optional.of(String.valueOf(failed.getMessage()));
      }
    }
    progress.accept(
        "a killed run may have left containers, which the next bench looks for again: "
            + why.get());
  }
}
