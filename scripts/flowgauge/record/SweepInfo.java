package flowgauge.record;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code sweep.json} says: the cells of a grid in the order in which they are run, each a
 * run's folder beside it. What bench is told beside the grid is kept in the cells' own {@code
 * run.json}, as far as it may be kept at all.
 *
 * @param schema version of this form
 * @param begun wall clock at the start
 * @param seed of the order
 * @param users of each run; 0 where capacities are searched
 * @param objectives that a capacity keeps, where capacities are searched
 * @param cells in order
 */
public record SweepInfo(
    int schema,
    Instant begun,
    long seed,
    int users,
    Optional<List<String>> objectives,
    List<Cell> cells) {
  /** The version that this code writes. */
  public static final int SCHEMA = 1;

  /** The file's name. */
  public static final String NAME = "sweep.json";

  private static final int MOST_CELLS = 10_000;

  /**
   * One setting, once.
   *
   * @param name of its folder
   * @param repeat from 1: each setting once in each repeat
   * @param subject scenario or engine
   * @param workers processes
   * @param threads a worker; 0 where they have no effect
   */
  public record Cell(String name, int repeat, String subject, int workers, int threads) {}

  /**
   * Makes a sweep's folder.
   *
   * @throws IOException with one line if it holds something
   */
  public static void settle(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> children = Files.list(folder)) {
      if (children.findAny().isPresent()) {
        throw new IOException(folder + " is not empty: name another folder with --out");
      }
    }
  }

  /** Writes it whole or not at all. */
  public void write(Path folder) throws IOException {
    Path next = folder.resolve(NAME + ".next");
    Files.writeString(next, Json.mapper().writeValueAsString(this) + "\n");
    Files.move(next, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads a sweep's plan.
   *
   * @throws IOException with one line if there is none, or it is broken
   */
  public static SweepInfo read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new IOException(folder + " is not a sweep's folder: it has no " + NAME);
    }
    SweepInfo info;
    try {
      info = Json.mapper().readValue(Files.readString(file), SweepInfo.class);
    } catch (JacksonException broken) {
      throw new IOException(file + " can't be read: " + broken.getOriginalMessage(), broken);
    }
    if (info == null || !info.whole()) {
      throw new IOException(file + " is no plan of a sweep");
    }
    return info;
  }

  private static boolean told(List<String> objectives) {
    return !objectives.isEmpty() && objectives.stream().allMatch(o -> o != null && !o.isBlank());
  }

  private boolean whole() {
    return schema == SCHEMA
        && begun != null
        && (objectives.isPresent() ? users == 0 && told(objectives.get()) : users > 0)
        && cells != null
        && !cells.isEmpty()
        && cells.size() <= MOST_CELLS
        && cells.stream()
            .allMatch(
                c ->
                    c != null
                        && RunCheck.isName(c.name)
                        && RunCheck.isName(c.subject)
                        && c.repeat > 0
                        && c.workers > 0
                        && c.threads >= 0)
        && cells.stream().map(Cell::name).distinct().count() == cells.size();
  }
}
