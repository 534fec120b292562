package flowgauge.serve.docker;

import flowgauge.record.ProcessMark;
import flowgauge.serve.setup.CacheFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that says that a process has containers, so that a later run sees what a killed one left
 * without asking an engine. Its name is {@code host~pid~start~UUID}; it holds the address of an
 * engine beside the usual one, else nothing.
 */
record ContainerMark(Optional<Path> file) {

  /** Where the marks of this user's runs are. */
  static Path folder() {
    return CacheFolder.location().resolve("containers");
  }

  /** Sets one for this process, ahead of its containers; see {@link #kept}. */
  static ContainerMark set(Path folder, Optional<EngineAddress> engine) {
    String name = ProcessMark.inFileName(ProcessMark.own()) + "~" + UUID.randomUUID();
    try {
      return new ContainerMark(
          Optional.of(
              Files.write(
                  Files.createDirectories(folder).resolve(name),
                  engine.map(EngineAddress::lines).orElse(List.of()))));
    } catch (IOException unwritable) {
      return new ContainerMark(Optional.empty());
    }
  }

  /** Whether the file is there; not where the folder can't be written. */
  boolean kept() {
    return file.isPresent();
  }

  /** Takes it away, once the containers are gone. */
  void clear() {
    file.ifPresent(ContainerMark::delete);
  }

  /** Takes one away; where that can't be, a later run looks for its containers once more. */
  static void delete(Path mark) {
    try {
      Files.deleteIfExists(mark);
    } catch (IOException unwritable) {
      // as said
    }
  }

  /** The engine that a mark names, else the usual one. */
  static DockerEngine engine(Path mark) {
    try {
      return EngineAddress.read(Files.readAllLines(mark))
          .map(DockerEngine::at)
          .orElse(DockerEngine.usual());
    } catch (IOException | IllegalArgumentException unreadable) {
      return DockerEngine.usual();
    }
  }

  /** Those of processes of this machine that are over. */
  static List<Path> abandoned(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*~*~*~*")) {
      for (Path mark : all) {
        String name = mark.getFileName().toString();
        if (ProcessMark.over(ProcessMark.fromFileName(name.substring(0, name.lastIndexOf('~'))))) {
          found.add(mark);
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException none) {
      return List.of();
    }
    return found;
  }
}
