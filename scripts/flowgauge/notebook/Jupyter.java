package flowgauge.notebook;

import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.setup.CacheFolder;
import flowgauge.serve.setup.Python;
import flowgauge.serve.setup.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Starts Jupyter with flowgauge on the Java kernel's classpath.
 *
 * @param classpath of the kernel; entries apart by the platform's separator
 */
public record Jupyter(Path checkout, PythonEnvironment environment, String classpath) {

  /** The pinned requirements of a checkout's notebooks. */
  public static Path requirements(Path checkout) {
    return checkout.resolve("notebooks/requirements.txt");
  }

  /** The environment with what a list of requirements pins, made once. */
  public static PythonEnvironment environment(Path requirements, Consumer<String> progress)
      throws ServeException, InterruptedException {
    return PythonEnvironment.of(
        CacheFolder.path(),
        "notebooks",
        PinnedPackages.read(requirements),
        Python.forTools(),
        progress);
  }

  /** The notebooks of a checkout, by name. */
  public static List<Path> notebooks(Path checkout) throws IOException {
    try (Stream<Path> files = Files.list(checkout.resolve("notebooks"))) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  /**
   * Opens JupyterLab on the notebooks, on loopback only and with a token, until it is stopped.
   *
   * @return its exit code
   */
  public int open(int port, boolean browser) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                environment.program("python").toString(),
                "-m",
                "jupyterlab",
                "--ServerApp.ip=127.0.0.1",
                "--ServerApp.port=" + port,
                "--ServerApp.root_dir=" + checkout,
                "--LabApp.default_url=/lab/tree/notebooks",
                "--MultiKernelManager.default_kernel_name=java"));
    if (!browser) {
      command.add("--no-browser");
    }
    if (System.getProperty("user.name").equals("root")) {
      command.add("--allow-root");
    }
    return start(command);
  }

  /**
   * Runs notebooks headless and stops at the first failing cell, which it names.
   *
   * @param write whether their outputs are written back
   * @return 0, or 1 after a failure
   */
  public int execute(List<Path> notebooks, boolean write) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                environment.program("python").toString(),
                checkout.resolve("scripts/flowgauge/notebook/execute.py").toString()));
    if (write) {
      command.add("--write");
    }
    notebooks.forEach(notebook -> command.add(notebook.toAbsolutePath().toString()));
    return start(command);
  }

  private int start(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(checkout.toFile()).inheritIO();
    Map<String, String> variables = builder.environment();
    // The kernel starts the java that PATH has first.
    Path java = Path.of(System.getProperty("java.home"), "bin");
    variables.merge("PATH", java.toString(), (path, own) -> own + ":" + path);
    variables.put("JJAVA_JVM_OPTS", "-Djava.awt.headless=true -XX:+UseSerialGC -Xshare:auto");
    variables.put("FLOWGAUGE_CLASSPATH", classpath);
    variables.put("JUPYTER_PATH", environment.folder().resolve("share/jupyter").toString());
    variables.put("PYTHONWARNINGS", "ignore");
    try (Cleanup stop = Cleanup.atOnce()) {
      Process process = builder.start();
      stop.add(process::destroy);
      return process.waitFor();
    }
  }
}
