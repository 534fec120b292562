import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is installed once and kept: below {@code FLOWGAUGE_CACHE}, else the user's cache folder. */
final class Cache {
  /** Fills a folder. */
  interface Filling {
    void into(Path folder) throws IOException, InterruptedException, BenchmarkException;
  }

  private Cache() {}

  static Path folder() throws IOException {
    String own = System.getenv("FLOWGAUGE_CACHE");
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path folder =
        own != null && !own.isBlank()
            ? Path.of(own)
            : (xdg != null && !xdg.isBlank()
                    ? Path.of(xdg)
                    : Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("flowgauge");
    return Files.createDirectories(folder.toAbsolutePath());
  }

  /** The folder of that name in the cache, filled if it was not filled to the end before. */
  static Path once(Path cache, String name, Filling filling)
      throws IOException, InterruptedException, BenchmarkException {
    Path folder = cache.resolve(name);
    Path complete = folder.resolve(".complete");
    if (!Files.exists(complete)) {
      Setting.say("installing %s into %s, once", name, cache);
      Files.createDirectories(folder);
      filling.into(folder);
      Files.createFile(complete);
    }
    return folder;
  }

  /** A Python with the packages of a list that has their checksums. */
  static Path python(Path cache, String name, Path list, Path log)
      throws IOException, InterruptedException, BenchmarkException {
    String system = needed("python3", "install Python 3 with venv");
    Filling filling =
        folder -> {
          run(log, system, "-m", "venv", folder.toString());
          String own = folder.resolve("bin/python").toString();
          run(
              log,
              own,
              "-m",
              "pip",
              "install",
              "--quiet",
              "--require-hashes",
              "-r",
              list.toString());
        };
    return once(cache, name, filling).resolve("bin/python");
  }

  /** The program, or why its peer can't be installed. */
  static String needed(String program, String command) throws BenchmarkException {
    return Tools.path(program)
        .map(Path::toString)
        .orElseThrow(() -> new BenchmarkException(program + " is not on PATH: " + command));
  }

  static void run(Path log, String... command)
      throws IOException, InterruptedException, BenchmarkException {
    Tools.run(List.of(command), log);
  }
}
