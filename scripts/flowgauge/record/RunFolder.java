package flowgauge.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A run's folder: the only file that knows what is called what in it. */
public final class RunFolder {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String RUN_JSON = "run.json";

  private final Path path;
  private final boolean made;

  private RunFolder(Path path, boolean made) {
    this.path = path;
    this.made = made;
  }

  /** Makes {@code parent/<UTC time>-<name>/}; a second run in the same second gets a suffix. */
  public static RunFolder create(Path parent, String name, Instant started) throws IOException {
    Files.createDirectories(parent);
    String base = STAMP.format(started) + "-" + name;
    for (int attempt = 1; ; attempt++) {
      try {
        Path folder = parent.resolve(attempt == 1 ? base : base + "-" + attempt);
        return new RunFolder(Files.createDirectory(folder), true);
      } catch (FileAlreadyExistsException taken) {
        if (attempt == 100) {
          throw taken;
        }
      }
    }
  }

  /**
   * Makes this very folder, which must be empty or absent.
   *
   * @throws FileAlreadyExistsException if it holds something
   */
  public static RunFolder createAt(Path path) throws IOException {
    boolean made = !Files.exists(path);
    Files.createDirectories(path);
    try (Stream<Path> children = Files.list(path)) {
      if (children.findAny().isPresent()) {
        throw new FileAlreadyExistsException(path.toString());
      }
    }
    return new RunFolder(path, made);
  }

  /**
   * Opens a run.
   *
   * @throws IOException with one readable line if this is no run's folder
   */
  public static RunFolder open(Path path) throws IOException {
    if (!Files.isRegularFile(path.resolve(RUN_JSON))) {
      throw new IOException(path + " is not a run's folder: it has no " + RUN_JSON);
    }
    return new RunFolder(path, false);
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** The scenario's sub-folder, made if absent. */
  public Path scenario(String name) throws IOException {
    return Files.createDirectories(path.resolve(name));
  }

  /** Where a scenario's samples are, compressed or not; the plain path where there are none. */
  public Path samples(String scenario) {
    Path plain = path.resolve(scenario).resolve("samples.csv");
    Path compressed = path.resolve(scenario).resolve("samples.csv.gz");
    return !Files.exists(plain) && Files.exists(compressed) ? compressed : plain;
  }

  /**
   * The interval table. Analysis writes it beside the samples; in an imported run, which has no
   * samples, it is what everything rests on.
   */
  public Path intervals(String scenario) {
    return path.resolve(scenario).resolve("intervals.csv");
  }

  /** A table that {@code analyze} writes, such as {@code percentiles}; its folder is made. */
  public Path table(String scenario, String name) throws IOException {
    return Files.createDirectories(path.resolve(scenario).resolve("tables")).resolve(name + ".csv");
  }

  /** What {@code analyze} found. */
  public Path analysis() {
    return path.resolve("analysis.json");
  }

  /** The driver's own second-by-second record. */
  public Path driver(String scenario) {
    return path.resolve(scenario).resolve("driver.csv");
  }

  /** What server, mock, driver and host used, second by second. */
  public Path resources(String scenario) {
    return path.resolve(scenario).resolve("resources.csv");
  }

  /** The histogram log. */
  public Path latencyLog(String scenario) {
    return path.resolve(scenario).resolve("latency.hlog");
  }

  /** What the server printed. */
  public Path serverLog(String scenario) {
    return path.resolve(scenario).resolve("server.log");
  }

  /** What the mock printed. */
  public Path mockLog(String scenario) {
    return path.resolve(scenario).resolve("mock.log");
  }

  /** Reads {@code run.json}. */
  public RunInfo read() throws IOException {
    Path file = path.resolve(RUN_JSON);
    try {
      RunInfo info = Json.mapper().readValue(file.toFile(), RunInfo.class);
      if (info.schema() > RunInfo.SCHEMA) {
        throw new IOException(
            "%s has schema %d, newer than the %d that this flowgauge reads: update flowgauge"
                .formatted(file, info.schema(), RunInfo.SCHEMA));
      }
      return info;
    } catch (JsonProcessingException broken) {
      throw new IOException(
          file + " cannot be read: " + broken.getOriginalMessage().lines().findFirst().orElse(""),
          broken);
    }
  }

  /** Writes {@code run.json} so that a reader sees the old or the new one, never half of one. */
  public void write(RunInfo info) throws IOException {
    Path next = path.resolve(RUN_JSON + ".next");
    try {
      Json.mapper().writeValue(next.toFile(), info);
      Files.move(next, path.resolve(RUN_JSON), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      Files.deleteIfExists(next);
      throw new IOException(
          "can't write " + path.resolve(RUN_JSON) + ": " + failed.getMessage(), failed);
    }
  }

  /**
   * Removes the folder if it holds nothing but {@code run.json}: a run that failed before it began.
   *
   * @return whether it was removed
   */
  public boolean deleteIfBare() {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> found = all.sorted(Comparator.reverseOrder()).toList();
      if (found.stream().anyMatch(f -> Files.isRegularFile(f) && !f.endsWith(RUN_JSON))) {
        return false;
      }
      for (Path each : found) {
        if (made || !each.equals(path)) {
          Files.delete(each);
        }
      }
      return true;
    } catch (IOException kept) {
      return false;
    }
  }

  /** The runs below a folder, the newest first. */
  public static List<RunFolder> list(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(child -> Files.isRegularFile(child.resolve(RUN_JSON)))
          .sorted((a, b) -> b.getFileName().compareTo(a.getFileName()))
          .map(found -> new RunFolder(found, false))
          .toList();
    }
  }
}
