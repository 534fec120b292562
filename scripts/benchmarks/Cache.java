import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.setup.CacheFolder;
import flowgauge.serve.setup.Python;
import flowgauge.serve.setup.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is installed once and kept. */
final class Cache {
  interface Filling {
    void into(Path folder) throws IOException, InterruptedException, BenchmarkException;
  }

  private Cache() {}

  static Path folder() throws BenchmarkException {
    try {
      return CacheFolder.path();
    } catch (ServeException why) {
      throw new BenchmarkException(why.getMessage());
    }
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
  static Path python(String name, Path list) throws InterruptedException, BenchmarkException {
    try {
      return PythonEnvironment.of(
              folder(), name, PinnedPackages.read(list), Python.forTools(), System.err::println)
          .program("python");
    } catch (ServeException why) {
      throw new BenchmarkException(why.getMessage());
    }
  }

  /** The program, or why its peer can't be installed. */
  static String needed(String program, String command) throws BenchmarkException {
    return Tools.path(program)
        .map(Path::toString)
        .orElseThrow(() -> new BenchmarkException(program + " is not on PATH: " + command));
  }

  static void run(Path log, String command, Object... values)
      throws IOException, InterruptedException, BenchmarkException {
    Tools.run(Tools.words(command, values), log);
  }
}
