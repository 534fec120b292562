package flowgauge.serve.docker;

import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.setup.OwnPackages;
import flowgauge.serve.setup.PipSettings;
import flowgauge.serve.setup.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that an image is built from: its Dockerfile, its list of packages, what it serves, and
 * pip's settings. A temporary one.
 *
 * @param path where
 */
record BuildFolder(Path path) {

  static BuildFolder of(DockerImage image) throws IOException {
    BuildFolder folder = new BuildFolder(TemporaryFolder.create());
    Path list = image.packages().file();
    Files.copy(image.source().resolve(image.dockerfile()), folder.path.resolve("Dockerfile"));
    Files.copy(list, folder.path.resolve(list.getFileName().toString()));
    image.served().copyTo(folder.path.resolve(image.app()));
    if (image.own().isPresent()) {
      folder.packages(image.own().get(), image.packages());
    }
    PipSettings pip = PipSettings.of(System.getenv(), Path.of(System.getProperty("user.home")));
    Files.writeString(folder.path.resolve("pip.conf"), pip.config("/packages/ca.pem"));
    if (pip.certificates().isPresent()) {
      Files.copy(pip.certificates().get(), folder.path.resolve("ca.pem"));
    }
    return folder;
  }

  private void packages(OwnPackages own, PinnedPackages pinned) throws IOException {
    Files.writeString(path.resolve("constraints.txt"), pinned.constraints());
    Files.writeString(path.resolve("own.txt"), own.list("/flow", "/packages/own-list.txt"));
    if (own.outside()) {
      Files.copy(own.list().orElseThrow(), path.resolve("own-list.txt"));
    }
  }
}
