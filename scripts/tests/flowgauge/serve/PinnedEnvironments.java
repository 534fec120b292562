package flowgauge.serve;

import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.setup.CacheFolder;
import flowgauge.serve.setup.Python;
import flowgauge.serve.setup.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The environments of pinned lists, as a run makes them, for tests outside this package. */
public final class PinnedEnvironments {
  private PinnedEnvironments() {}

  /**
   * The folder of a list's environment in the cache, made if absent.
   *
   * @param name what a run calls it, such as {@code mock}
   */
  public static Path folder(String name, Path list, Consumer<String> progress)
      throws ServeException, IOException, InterruptedException {
    PinnedPackages packages = new PinnedPackages(list, Files.readString(list));
    return PythonEnvironment.of(CacheFolder.path(), name, packages, Python.find(), progress)
        .folder();
  }
}
