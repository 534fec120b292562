package flowgauge.serve.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.setup.CacheFolder;
import flowgauge.serve.setup.ContentHash;
import flowgauge.serve.setup.PipProgress;
import flowgauge.serve.setup.SetUpLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An image, built once from a Dockerfile and named by its content.
 *
 * @param title for people
 * @param repository the image's name without its tag
 * @param source folder of the Dockerfile
 * @param packages the list of packages to install
 * @param app sub-folder or file of {@code source} that the image serves
 * @param arguments build arguments
 */
record DockerImage(
    String title,
    String repository,
    Path source,
    PinnedPackages packages,
    String app,
    Map<String, String> arguments) {

  /** For a count of packages to show; which Python the image has is known once it runs. */
  private static final String USUAL_PYTHON = "3.11";

  private static final List<String> PROXIES =
      List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy");

  private static final long LOOK_SECONDS = 5;

  /** Finds or builds it and returns its name; safe when several runs do so at once. */
  String ensure(DockerClient client, Consumer<String> progress)
      throws ServeException, InterruptedException {
    String name = name();
    if (present(client, name)) {
      return name;
    }
    Path lock = CacheFolder.path().resolve(name.replace(':', '-').replace('/', '-') + ".lock");
    try (SetUpLock held = SetUpLock.take(lock, title, progress)) {
      if (!present(client, name)) {
        progress.accept(title + ": building it, once");
        build(client, name, progress);
        progress.accept(title + ": ready");
      }
    }
    return name;
  }

  private String name() throws ServeException {
    try {
      String[] parts = {
        Files.readString(source.resolve("Dockerfile")),
        packages.text(),
        content(source.resolve(app)),
        new java.util.TreeMap<>(arguments).toString()
      };
      return repository + ":" + ContentHash.of(parts);
    } catch (IOException failed) {
      throw new ServeException("can't read " + source + ": " + failed.getMessage(), failed);
    }
  }

  private static String content(Path app) throws IOException {
    return Files.isDirectory(app) ? ContentHash.ofFolder(app) : Files.readString(app);
  }

  private static boolean present(DockerClient client, String name) {
    try {
      DockerEngine.run(client.inspectImageCmd(name)::exec);
      return true;
    } catch (NotFoundException absent) {
      return false;
    }
  }

  private void build(DockerClient client, String name, Consumer<String> progress)
      throws ServeException, InterruptedException {
    Lines lines = new Lines(progress);
    try (Cleanup cleanup = new Cleanup()) {
      BuildFolder folder = BuildFolder.of(source, packages, app);
      cleanup.add(folder::delete);
      BuildImageCmd command =
          client
              .buildImageCmd(folder.path().toFile())
              .withTags(Set.of(name))
              .withRemove(true)
              .withForcerm(true);
      arguments.forEach(command::withBuildArg);
      command.withBuildArg("REQUIREMENTS", packages.file().getFileName().toString());
      for (String proxy : PROXIES) {
        String value = System.getenv(proxy);
        if (value != null) {
          command.withBuildArg(proxy, value);
        }
      }
      command.exec(lines);
      while (!lines.awaitCompletion(LOOK_SECONDS, TimeUnit.SECONDS)) {
        DockerEngine.run(client.pingCmd()::exec); // its steps may say nothing for minutes
      }
      lines.awaitImageId();
    } catch (DockerClientException failed) {
      throw new ServeException(
          "can't build the %s: %s".formatted(title, reason(failed.getMessage(), lines)), failed);
    } catch (IOException failed) {
      throw new ServeException("can't build the " + title + ": " + failed.getMessage(), failed);
    }
  }

  private String reason(String message, Lines lines) {
    String line = message.lines().findFirst().orElse("").replace("Could not build image: ", "");
    return line.contains("returned a non-zero code")
        ? lines.error.isEmpty() ? line : lines.pip.reason(lines.error)
        : "%s: get %s some other way, name another with --base-image, or use --runtime process"
            .formatted(line, arguments.get("BASE_IMAGE"));
  }

  /** What the engine says while it builds. */
  private final class Lines extends BuildImageResultCallback {
    private final PipProgress pip;
    private volatile String error = "";

    Lines(Consumer<String> progress) {
      this.pip = new PipProgress(title, packages.versions(USUAL_PYTHON).size(), progress);
    }

    @Override
    public void onNext(BuildResponseItem item) {
      super.onNext(item);
      if (item.getStream() != null) {
        item.getStream().lines().map(String::strip).forEach(this::line);
      }
    }

    private void line(String line) {
      pip.line(line);
      // The engine colours what a step prints on its error stream.
      int at = line.indexOf("ERROR: ");
      if (at >= 0) {
        error = line.substring(at).replaceAll("\\p{Cntrl}\\[\\d*m", "");
      }
    }
  }
}
