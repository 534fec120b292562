package flowgauge.serve.docker;

import flowgauge.serve.server.ServeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Removes the containers of earlier runs that were killed, or whose engine fell silent, ahead of a
 * run of any kind: they would take CPU and memory from what is measured.
 */
public final class AbandonedContainers {
  /** An engine, as far as it is asked here. */
  interface Engine {
    /** Why it can't be asked; empty where it answers. */
    Optional<String> obstacle();

    /** Removes what processes left that are over; returns how many containers there were. */
    int remove() throws ServeException;
  }

  private AbandonedContainers() {}

  /**
   * Removes them, in a bounded time. An engine is asked only where the cache folder says that an
   * earlier run left some on it.
   *
   * @param progress takes a line that says what was removed, or why it could not be
   */
  public static void remove(Consumer<String> progress) {
    remove(ContainerMark.folder(), AbandonedContainers::asked, progress);
  }

  private static Engine asked(DockerEngine engine) {
    return new Engine() {
      @Override
      public Optional<String> obstacle() {
        return engine.obstacle();
      }

      @Override
      public int remove() throws ServeException {
        return Leftovers.removeAbandoned(engine);
      }
    };
  }

  static void remove(
      Path folder, Function<DockerEngine, Engine> engines, Consumer<String> progress) {
    Map<DockerEngine, List<Path>> marks = new LinkedHashMap<>();
    for (Path mark : ContainerMark.abandoned(folder)) {
      marks.computeIfAbsent(ContainerMark.engine(mark), first -> new ArrayList<>()).add(mark);
    }
    marks.forEach((engine, abandoned) -> remove(engines.apply(engine), abandoned, progress));
  }

  private static void remove(Engine engine, List<Path> abandoned, Consumer<String> progress) {
    Optional<String> why = engine.obstacle();
    if (why.isEmpty()) {
      try {
        int removed = engine.remove();
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
