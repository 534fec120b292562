package flowgauge.serve.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import faults.Docker;
import flowgauge.record.ProcessMark;
import flowgauge.serve.server.ServeException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The engine is asked for a killed run's containers only where a mark says that there are some. */
@ResourceLock(Docker.ENGINE)
class AbandonedContainersTest {
  @TempDir Path folder;

  private final List<String> asked = new ArrayList<>();
  private final List<String> engines = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  /** What an engine does when asked to remove. */
  private interface Removal {
    int remove() throws ServeException;
  }

  private void clear(Optional<String> obstacle, Removal removal) {
    AbandonedContainers.remove(
        folder,
        engine ->
            new AbandonedContainers.Engine() {
              @Override
              public Optional<String> obstacle() {
                asked.add("obstacle");
                engines.add(engine.toString());
                return obstacle;
              }

              @Override
              public int remove() throws ServeException {
                asked.add("removal");
                return removal.remove();
              }
            },
        said::add);
  }

  private List<Path> marks() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  /** As a process leaves it that had this one's number and another start. */
  private Path ofAKilledOne() throws IOException {
    return Files.createFile(ofAKilledOne("~4f"));
  }

  private Path ofAKilledOne(String mark) {
    return folder.resolve(ProcessMark.inFileName(ProcessMark.own() + "0") + mark);
  }

  @Test
  void withoutAMarkNoEngineIsAsked() throws IOException {
    clear(Optional.empty(), () -> 0);
    ContainerMark own = ContainerMark.set(folder, Optional.empty());
    Files.createFile(folder.resolve("not a mark"));
    Files.createFile(folder.resolve("another.host~1~5a4dd4fd.7~4f"));
    clear(Optional.empty(), () -> 0);
    assertEquals(List.of(), asked);
    assertTrue(own.kept());
    own.clear();
    assertEquals(2, marks().size());
  }

  @Test
  void aAbandonedContainersContainersGoAndItsMarkAfterThem() throws IOException {
    ContainerMark own = ContainerMark.set(folder, Optional.empty());
    Path killed = ofAKilledOne();
    clear(
        Optional.empty(),
        () -> {
          assertTrue(Files.exists(killed), "until they are gone");
          return 2;
        });
    assertFalse(Files.exists(killed));
    assertTrue(own.kept());
    assertEquals(1, marks().size());
    assertEquals(List.of("removed 2 containers that an earlier run had left"), said);
  }

  @Test
  void eachEngineIsAskedThatAMarkNames() throws IOException {
    ofAKilledOne();
    EngineAddress other =
        new EngineAddress(URI.create("tcp://192.0.2.1:2376"), Optional.of(Path.of("/certs")));
    Path named = Files.write(ofAKilledOne("~50"), other.lines());
    assertEquals(Optional.of(other), ContainerMark.engine(named).named());
    clear(Optional.empty(), () -> 1);
    assertEquals(
        Set.of("the Docker engine", "the Docker engine at tcp://192.0.2.1:2376"),
        Set.copyOf(engines));
    assertEquals(List.of(), marks());
  }

  @Test
  void whereTheEngineIsSilentOrRefusesTheMarkStays() throws IOException {
    Path killed = ofAKilledOne();
    clear(Optional.of("no Docker engine"), () -> 0);
    assertEquals(List.of("obstacle"), asked);
    clear(
        Optional.empty(),
        () -> {
          throw new EngineSilentException("it no longer answers");
        });
    clear(
        Optional.empty(),
        () -> {
          throw new ServeException("it refuses");
        });
    assertTrue(Files.exists(killed));
    assertEquals(3, said.size(), said.toString());
    assertTrue(said.get(0).endsWith("looks for again: no Docker engine"), said.toString());
    assertTrue(said.get(1).contains("no longer answers"), said.toString());
    assertTrue(said.get(2).endsWith("it refuses"), said.toString());
  }

  @Test
  void aFolderThatCannotBeWrittenOrReadStopsNobody() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    ContainerMark none = ContainerMark.set(file.resolve("containers"), Optional.empty());
    assertFalse(none.kept());
    none.clear();
    assertEquals(List.of(), ContainerMark.abandoned(file.resolve("containers")));
    assertEquals(List.of(), ContainerMark.abandoned(folder.resolve("absent")));
  }
}
