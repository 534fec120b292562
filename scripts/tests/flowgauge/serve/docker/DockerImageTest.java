package flowgauge.serve.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import faults.Docker;
import flowgauge.scenario.subject.Engine;
import flowgauge.scenario.subject.MockApi;
import flowgauge.scenario.subject.PfServe;
import flowgauge.scenario.subject.Startable;
import flowgauge.serve.Servers;
import flowgauge.serve.server.PinnedPackages;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.ServerSettings;
import flowgauge.serve.setup.Checkout;
import flowgauge.serve.setup.FlowFolder;
import flowgauge.serve.setup.ServedFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images are built from nothing, under names that are thrown away. */
@Tag("slow")
@ResourceLock(Docker.ENGINE)
class DockerImageTest {
  private static final String BASE = ServerSettings.DEFAULT_BASE_IMAGE;

  @TempDir Path folder;

  private final String name = "flowgauge-test-" + UUID.randomUUID() + ":thrown-away";
  private final List<String> progress = new ArrayList<>();
  private DockerClient client;
  private List<String> before;

  @BeforeEach
  void needDocker() throws ServeException {
    Servers.needDocker();
    client = DockerEngine.usual().client();
    before = nameless();
  }

  /** Stages that no image is made of stay in the engine without a name. */
  private List<String> nameless() {
    return client.listImagesCmd().withDanglingFilter(true).exec().stream()
        .map(Image::getId)
        .toList();
  }

  @AfterEach
  void throwAway() {
    List<String> images = new ArrayList<>(List.of(name));
    images.addAll(nameless());
    images.removeAll(before);
    for (String image : images) {
      try {
        client.removeImageCmd(image).exec();
      } catch (NotFoundException | ConflictException gone) {
        // never built, or another's by now
      }
    }
  }

  static List<Named<DockerImage>> images() throws ServeException {
    Path root = Checkout.root();
    List<Startable> subjects = new ArrayList<>(List.of(MockApi.BESIDE));
    FlowFolder.names(root).forEach(flow -> subjects.add(new PfServe(Engine.ASGI, flow)));
    List<DockerImage> images = new ArrayList<>();
    for (Startable subject : subjects) {
      images.add(DockerImage.of(root, subject, Servers.settings(1, 1)));
    }
    return images.stream().map(image -> Named.of(image.title(), image)).toList();
  }

  @ParameterizedTest
  @MethodSource("images")
  void eachIsBuiltWithoutTheEnginesCache(DockerImage image) throws Exception {
    image.build(DockerEngine.usual(), name, false, progress::add);
    assertEquals(
        List.of(name), client.inspectImageCmd(name).exec().getRepoTags(), progress.toString());
  }

  /** Twice as long as the engine may say nothing to any other call. */
  @Test
  void aStepMaySayNothing() throws Exception {
    of("FROM " + BASE, "RUN sleep 11").build(DockerEngine.usual(), name, false, progress::add);
    client.inspectImageCmd(name).exec();
    assertEquals(List.of(), progress);
  }

  @Test
  void aStepThatFailsIsShownWithTheLastThatItPrinted() throws Exception {
    DockerImage image =
        of(
            "FROM " + BASE,
            "RUN for i in $(seq 30); do echo line $i; done; sleep 1; echo why >&2; exit 7");
    ServeException failed =
        assertThrows(
            ServeException.class,
            () -> image.build(DockerEngine.usual(), name, false, progress::add));
    String message = failed.getMessage();
    assertTrue(message.startsWith("can't build the image of a test: step 2/2 : RUN for"), message);
    assertTrue(message.contains("returned a non-zero code: 7"), message);
    assertFalse(message.contains("--base-image"), message);
    assertEquals(1, message.lines().count(), message);
    assertEquals(11, progress.size(), progress.toString());
    assertTrue(progress.get(0).contains("step 2/2"), progress.get(0));
    // its two streams are not in step, so the second waits
    assertTrue(progress.containsAll(List.of("  line 30", "  why")), progress.toString());
  }

  @Test
  void aDockerfileThatIsBrokenIsNoMissingBaseImage() throws Exception {
    DockerImage image = of("FROM " + BASE, "COPY no-such-file /x");
    String message =
        assertThrows(
                ServeException.class,
                () -> image.build(DockerEngine.usual(), name, true, progress::add))
            .getMessage();
    assertTrue(message.contains("no-such-file"), message);
    assertFalse(message.contains("--base-image"), message);
  }

  private DockerImage of(String... dockerfile) throws Exception {
    Files.write(folder.resolve("Dockerfile"), List.of(dockerfile));
    Path packages = Files.writeString(folder.resolve("packages.txt"), "none==1\n");
    Files.writeString(folder.resolve("app"), "");
    return new DockerImage(
        "image of a test",
        "flowgauge-test",
        folder,
        "Dockerfile",
        new PinnedPackages(packages, "none==1\n"),
        Optional.empty(),
        new ServedFolder(folder.resolve("app"), List.of()),
        "app",
        Map.of("BASE_IMAGE", BASE));
  }
}
