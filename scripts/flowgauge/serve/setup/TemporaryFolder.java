package flowgauge.serve.setup;

import flowgauge.record.ProcessMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

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
          PythonEnvironment.delete(folder);
        }
      }
    } catch (IOException | UncheckedIOException kept) {
      // another user's, or another run removes it at this moment
    }
  }

  private static boolean abandoned(String name) {
    String mark = name.substring(NAME.length(), name.lastIndexOf('~'));
    return ProcessMark.over(ProcessMark.fromFileName(mark));
  }
}
