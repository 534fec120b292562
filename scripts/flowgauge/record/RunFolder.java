package flowgauge.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A run's folder: the only file that knows what is called what in it. */
public final class RunFolder {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String FIRST_FAILURES = "first_failures.json";
  private static final String KILLED = "killed: its process ended without a word";

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
   * Makes this very folder, which must be empty or absent; of two that want it at once one gets it.
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
    Files.createFile(path.resolve(RunJson.NAME));
    return new RunFolder(path, made);
  }

  /**
   * Opens a run.
   *
   * @throws IOException with one readable line if this is no run's folder
   */
  public static RunFolder open(Path path) throws IOException {
    if (!Files.isRegularFile(path.resolve(RunJson.NAME))) {
      throw new IOException(path + " is not a run's folder: it has no " + RunJson.NAME);
    }
    return new RunFolder(path, false);
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  private Path below(String scenario) {
    if (!RunCheck.isName(scenario)) {
      throw new IllegalArgumentException("'" + scenario + "' is no name of a scenario");
    }
    return path.resolve(scenario);
  }

  /** The scenario's sub-folder, made if absent. */
  public Path scenario(String name) throws IOException {
    return Files.createDirectories(below(name));
  }

  /** Where a scenario's samples are, compressed or not; the plain path where there are none. */
  public Path samples(String scenario) {
    Path plain = below(scenario).resolve("samples.csv");
    Path compressed = below(scenario).resolve("samples.csv.gz");
    return !Files.exists(plain) && Files.exists(compressed) ? compressed : plain;
  }

  /** Whether any scenario recorded anything. */
  public boolean hasSamples() {
    try (Stream<Path> all = Files.walk(path, 2)) {
      return all.anyMatch(file -> file.getFileName().toString().matches("samples\\.csv(\\.gz)?"));
    } catch (IOException | UncheckedIOException unreadable) {
      return true;
    }
  }

  /**
   * The interval table. Analysis writes it beside the samples; in an imported run, which has no
   * samples, it is what everything rests on.
   */
  public Path intervals(String scenario) {
    return below(scenario).resolve("intervals.csv");
  }

  /** A table that {@code analyze} writes, such as {@code percentiles}; its folder is made. */
  public Path table(String scenario, String name) throws IOException {
    return Files.createDirectories(below(scenario).resolve("tables")).resolve(name + ".csv");
  }

  /** What {@code analyze} found. */
  public Path analysis() {
    return path.resolve("analysis.json");
  }

  /** What a search for capacity found. */
  public Path capacity() {
    return path.resolve("capacity.json");
  }

  /** The driver's own second-by-second record. */
  public Path driver(String scenario) {
    return below(scenario).resolve("driver.csv");
  }

  /** What server, mock, driver and host used, second by second. */
  public Path resources(String scenario) {
    return below(scenario).resolve("resources.csv");
  }

  /** The histogram log. */
  public Path latencyLog(String scenario) {
    return below(scenario).resolve("latency.hlog");
  }

  /** Writes the first failure of each kind; nothing where none failed. */
  public void writeFirstFailures(String scenario, List<FirstFailure> failures) throws IOException {
    FirstFailure.write(below(scenario).resolve(FIRST_FAILURES), failures);
  }

  /**
   * The first failure of each kind; none where none failed, or in a run of before they were kept.
   *
   * @param warnings takes a line if they can't be read
   */
  public List<FirstFailure> firstFailures(String scenario, List<String> warnings) {
    return FirstFailure.read(below(scenario).resolve(FIRST_FAILURES), warnings);
  }

  /** What the server printed. */
  public Path serverLog(String scenario) {
    return below(scenario).resolve("server.log");
  }

  /** What the mock printed. */
  public Path mockLog(String scenario) {
    return below(scenario).resolve("mock.log");
  }

  /**
   * Reads {@code run.json}. A run that says it is under way and whose process is over was killed:
   * it reads as interrupted, at the moment of its last row.
   *
   * @throws IOException with one line if it is broken, or if the folder or a name in it leads out
   *     of the folder
   */
  public RunInfo read() throws IOException {
    RunInfo info = RunJson.read(path);
    return RunJson.killed(info)
        ? info.ended(lastWritten(), RunInfo.Status.INTERRUPTED, Optional.of(KILLED))
        : info;
  }

  private Instant lastWritten() throws IOException {
    try (Stream<Path> files = Files.walk(path, 2)) {
      long millis = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        millis = Math.max(millis, Files.getLastModifiedTime(file).toMillis());
      }
      return Instant.ofEpochMilli(millis);
    }
  }

  /**
   * Writes {@code run.json} so that a reader sees the old or the new one, never half of one, and a
   * run's end even on a full disk.
   */
  public void write(RunInfo info) throws IOException {
    RunJson.write(path, info);
  }

  /**
   * Moves a scenario that did not run to its end into a run's folder of its own, {@code
   * interrupted-1} or the next free number, where it can still be analyzed.
   *
   * @param info the run with that scenario alone, or with none where it never began
   * @return the new folder; empty if the scenario left nothing
   */
  public Optional<Path> setAside(String scenario, RunInfo info) throws IOException {
    Path from = below(scenario);
    if (!Files.isDirectory(from)) {
      return Optional.empty();
    }
    int number = 1;
    while (Files.exists(path.resolve("interrupted-" + number))) {
      number++;
    }
    Path aside = Files.createDirectory(path.resolve("interrupted-" + number));
    new RunFolder(aside, true).write(info);
    Files.move(from, aside.resolve(scenario));
    return Optional.of(aside);
  }

  /** Writes the true status of the runs below a folder whose process was killed. */
  public static void settle(Path parent) throws IOException {
    for (RunFolder folder : list(parent)) {
      try {
        if (RunJson.killed(RunJson.read(folder.path))) {
          folder.write(folder.read());
        }
      } catch (IOException unreadable) {
        // another tool's, or one that is being made
      }
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
      if (found.stream()
          .anyMatch(
              f ->
                  Files.isRegularFile(f)
                      && !f.endsWith(RunJson.NAME)
                      && !f.endsWith(RunJson.NEXT))) {
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
          .filter(child -> Files.isRegularFile(child.resolve(RunJson.NAME)))
          .sorted((a, b) -> b.getFileName().compareTo(a.getFileName()))
          .map(found -> new RunFolder(found, false))
          .toList();
    }
  }
}
