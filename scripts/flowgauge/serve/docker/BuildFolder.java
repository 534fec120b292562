package flowgauge.serve.docker;

import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.setup.PipSettings;
import flowgauge.serve.setup.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder that an image is built from: its Dockerfile, its list of packages, what it serves, and
 * pip's settings. A temporary one.
 *
 * @param path where
 */
record BuildFolder(Path path) {

  /** Puts one together. */
  static BuildFolder of(Path source, PinnedPackages packages, String app) throws IOException {
    BuildFolder folder = new BuildFolder(TemporaryFolder.create());
    folder.copy(source, "Dockerfile");
    folder.copy(source, packages.file().getFileName().toString());
    folder.copy(source, app);
    PipSettings pip = PipSettings.of(System.getenv(), Path.of(System.getProperty("user.home")));
    Files.writeString(folder.path.resolve("pip.conf"), pip.config("/packages/ca.pem"));
    if (pip.certificates().isPresent()) {
      Files.copy(pip.certificates().get(), folder.path.resolve("ca.pem"));
    }
    return folder;
  }

  private void copy(Path source, String name) throws IOException {
    try (Stream<Path> all = Files.walk(source.resolve(name))) {
      for (Path from : all.toList()) {
        if (!from.toString().contains("__pycache__")) {
          Files.copy(from, path.resolve(source.relativize(from).toString()));
        }
      }
    }
  }

  /** Removes it. */
  void delete() {
    try (Stream<Path> walk = Files.walk(path)) {
      for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
