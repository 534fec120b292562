package flowgauge.serve.docker;

import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import flowgauge.scenario.subject.Startable;
import flowgauge.serve.server.Cleanup;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.setup.CacheFolder;
import flowgauge.serve.setup.ContentHash;
import flowgauge.serve.setup.OwnPackages;
import flowgauge.serve.setup.PipProgress;
import flowgauge.serve.setup.ServedFolder;
import flowgauge.serve.setup.SetUpLock;
import flowgauge.serve.setup.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An image, built once from a Dockerfile and named by its content.
 *
 * @param title for people
 * @param repository the image's name without its tag
 * @param source folder of the Dockerfile
 * @param dockerfile its name there
 * @param packages the list of packages to install
 * @param own those of the user's; empty where what is served is ours
 * @param served what the image serves
 * @param app as which that lies beside the Dockerfile
 * @param arguments build arguments
 */
record DockerImage(
    String title,
    String repository,
    Path source,
    String dockerfile,
    PinnedPackages packages,
    Optional<OwnPackages> own,
    ServedFolder served,
    String app,
    Map<String, String> arguments) {

  /** For a count of packages to show; which Python the image has is known once it runs. */
  private static final String USUAL_PYTHON = "3.11";

  private static final String BASE_IMAGE = "BASE_IMAGE";

  private static final List<String> PROXIES =
      List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy");

  /** That of what is to be served. */
  static DockerImage of(Path root, Startable subject, ServerSettings settings)
      throws ServeException {
    Path source = root.resolve(subject.folder());
    Optional<OwnPackages> own = subject.own().map(OwnPackages::of);
    ServedFolder served = ServedFolder.of(root, subject);
    Map<String, String> arguments = new HashMap<>(subject.imageArguments());
    arguments.put(BASE_IMAGE, settings.baseImage());
    return new DockerImage(
        "image of " + subject.flow().orElse(subject.title()),
        ("flowgauge-" + subject.name().toLowerCase(Locale.ROOT))
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("-$", ""),
        source,
        own.isPresent() ? "Dockerfile.own" : "Dockerfile",
        PinnedPackages.of(root, subject, settings.promptflow()),
        own,
        own.isPresent()
            ? served.without(Set.of(".env"))
            : new ServedFolder(source.resolve(subject.app()), List.of()),
        subject.app(),
        Map.copyOf(arguments));
  }

  /** Finds or builds it and returns its name; safe when several runs do so at once. */
  String ensure(DockerEngine engine, Consumer<String> progress)
      throws ServeException, InterruptedException {
    String name = name();
    if (present(engine, name)) {
      return name;
    }
    Path lock = CacheFolder.path().resolve(name.replace(':', '-').replace('/', '-') + ".lock");
    try (SetUpLock held = SetUpLock.take(lock, title, progress)) {
      if (!present(engine, name)) {
        progress.accept(title + ": building it, once");
        build(engine, name, true, progress);
        progress.accept(title + ": ready");
      }
    }
    return name;
  }

  private String name() throws ServeException {
    try {
      List<String> parts =
          new ArrayList<>(
              List.of(
                  Files.readString(source.resolve(dockerfile)),
                  packages.text(),
                  served.hash(),
                  new TreeMap<>(arguments).toString()));
      if (own.isPresent()) {
        parts.add(own.get().key());
      }
      return repository + ":" + ContentHash.of(parts.toArray(String[]::new));
    } catch (IOException failed) {
      throw new ServeException("can't read " + source + ": " + failed.getMessage(), failed);
    }
  }

  private static boolean present(DockerEngine engine, String name) throws ServeException {
    try {
      engine.run(engine.client().inspectImageCmd(name)::exec);
      return true;
    } catch (NotFoundException absent) {
      return false;
    }
  }

  /**
   * Builds it under a name.
   *
   * @param fromCache whether layers of earlier builds may be taken
   * @throws ServeException that names the step that failed; its last lines go to {@code progress}
   */
  void build(DockerEngine engine, String name, boolean fromCache, Consumer<String> progress)
      throws ServeException, InterruptedException {
    int count = packages.versions(USUAL_PYTHON).size();
    ImageBuild build = new ImageBuild(new PipProgress(title, count, progress));
    try (Cleanup cleanup = new Cleanup()) {
      BuildFolder folder = BuildFolder.of(this);
      cleanup.add(() -> TemporaryFolder.delete(folder.path()));
      BuildImageCmd command =
          engine
              .client()
              .buildImageCmd(folder.path().toFile())
              .withTags(Set.of(name))
              .withNoCache(!fromCache)
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
      build.run(engine, command);
    } catch (DockerClientException | DockerException failed) {
      String reason = build.reason(String.valueOf(failed.getMessage()));
      throw new ServeException(
          "can't build the %s: %s".formatted(title, explained(engine, build, reason, progress)),
          failed);
    } catch (IOException failed) {
      throw new ServeException("can't build the " + title + ": " + failed.getMessage(), failed);
    }
  }

  private String explained(
      DockerEngine engine, ImageBuild build, String reason, Consumer<String> progress)
      throws ServeException {
    String base = arguments.get(BASE_IMAGE);
    if (base != null && !present(engine, base)) {
      return "%s: get %s some other way, name another with --base-image, or use --runtime process"
          .formatted(reason, base);
    }
    if (build.step().isEmpty()) {
      return reason;
    }
    if (!build.lastLines().isEmpty()) {
      progress.accept("%s: the end of what step %s printed:".formatted(title, build.step()));
      build.lastLines().forEach(line -> progress.accept("  " + line));
    }
    return OwnPackages.conflict(build.lastLines())
        .orElseGet(() -> "step %s failed: %s".formatted(build.step(), reason));
  }
}
