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
 * An empty file that says that a process has containers, so that a later run sees what a killed one
 * left without asking an engine. Its name is {@code host~pid~start~UUID}.
 */
record ContainerMark(Optional<Path> file) {

  /** Where the marks of this user's runs are. */
  static Path folder() {
    return CacheFolder.location().resolve("containers");
  }

  /** Sets one for this process, ahead of its containers; see {@link #kept}. */
  static ContainerMark set(Path folder) {
    String name = ProcessMark.inFileName(ProcessMark.own()) + "~" + UUID.randomUUID();
    try {
      return new ContainerMark(
          Optional.of(Files.createFile(Files.createDirectories(folder).resolve(name))));
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
