package flowgauge.notebook;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Python virtual environment in the cache folder with what a requirements file pins, made once:
 * its folder is named after the file's content, a lock file keeps a second process waiting, and a
 * marker written last tells a whole one from one that was cut short.
 */
public final class PythonEnvironment {
  private static final int MINUTES = 15;
  private static final String MARKER = "complete";

  private final Path folder;

  private PythonEnvironment(Path folder) {
    this.folder = folder;
  }

  /** Where flowgauge keeps what it makes once. */
  public static Path cache() {
    String own = System.getenv("FLOWGAUGE_CACHE");
    String xdg = System.getenv("XDG_CACHE_HOME");
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    return xdg != null && !xdg.isBlank()
        ? Path.of(xdg, "flowgauge")
        : Path.of(System.getProperty("user.home"), ".cache", "flowgauge");
  }

  /**
   * The environment for this requirements file, made if absent; by one thread and one process at a
   * time.
   *
   * @param progress told a line before each step that takes time
   * @throws IOException with one line that says what is missing and how to get it
   */
  public static synchronized PythonEnvironment make(Path requirements, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path folder = folder(requirements);
    Files.createDirectories(folder.getParent());
    Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock(); // until the channel is closed
      if (!Files.exists(folder.resolve(MARKER))) {
        delete(folder);
        String python = python();
        progress.accept("making a Python environment for notebooks in " + folder + ", once");
        run(
            List.of(python, "-m", "venv", folder.toString()),
            folder.resolveSibling(folder.getFileName() + ".log"),
            "python3 could not make an environment: install python3-venv (Debian, Ubuntu)");
        progress.accept("installing JupyterLab and the Java kernel into it (about a minute)");
        run(
            List.of(
                folder.resolve("bin/python").toString(),
                "-m",
                "pip",
                "install",
                "--disable-pip-version-check",
                "--quiet",
                "--require-hashes",
                "-r",
                requirements.toString()),
            folder.resolveSibling(folder.getFileName() + ".log"),
            "pip could not install " + requirements);
        Files.createFile(folder.resolve(MARKER));
      }
    }
    return new PythonEnvironment(folder);
  }

  /** Its Python interpreter. */
  public Path interpreter() {
    return folder.resolve("bin/python");
  }

  /** The folder below which Jupyter finds its kernels. */
  public Path jupyterData() {
    return folder.resolve("share/jupyter");
  }

  private static Path folder(Path requirements) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(requirements));
      return cache().resolve("notebooks-" + HexFormat.of().formatHex(digest, 0, 6));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String python() throws IOException, InterruptedException {
    for (String name : List.of("python3", "python")) {
      try {
        Process probe =
            new ProcessBuilder(name, "-c", "import sys; sys.exit(sys.version_info < (3, 10))")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (probe.waitFor(20, TimeUnit.SECONDS) && probe.exitValue() == 0) {
          return name;
        }
      } catch (IOException absent) {
        continue;
      }
    }
    throw new IOException(
        "notebooks need Python 3.10 or newer on PATH: install python3 and python3-venv");
  }

  private static void run(List<String> command, Path log, String failure)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(failure + ": not done after " + MINUTES + " minutes");
      }
    } finally {
      process.destroy();
    }
    if (process.exitValue() != 0) {
      List<String> said = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
      String last = said.isEmpty() ? "it said nothing" : said.get(said.size() - 1).strip();
      throw new IOException(failure + " (" + last + "); all of it is in " + log);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
