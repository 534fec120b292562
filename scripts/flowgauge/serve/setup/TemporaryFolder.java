package flowgauge.serve.setup;

import flowgauge.record.ProcessMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Temporary folders whose names say which process made them, so that a later run can remove what a
 * killed one left, and only that.
 */
public final class TemporaryFolder {
  private static final String NAME = "flowgauge-";

  private TemporaryFolder() {}

  /** Makes one. */
  public static Path create() throws IOException {
    return Files.createTempDirectory(NAME + ProcessMark.inFileName(ProcessMark.own()) + "~");
  }

  /** Removes those of processes that are over. */
  public static void removeAbandoned() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, NAME + "*~*~*~*")) {
      for (Path folder : found) {
        if (abandoned(folder.getFileName().toString())) {
          delete(folder);
        }
      }
    } catch (IOException | UncheckedIOException kept) {
      // another user's, or another run removes it at this moment
    }
  }

  /** Removes a folder with all that is in it, if it is there. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean abandoned(String name) {
    String mark = name.substring(NAME.length(), name.lastIndexOf('~'));
    return ProcessMark.over(ProcessMark.fromFileName(mark));
  }
}
