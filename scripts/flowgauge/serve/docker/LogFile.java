package flowgauge.serve.docker;

import flowgauge.serve.server.ServeException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/**
 * The file of what a container prints. The container appends to it where it is mounted there; what
 * comes through the engine is appended here.
 */
record LogFile(Path path, OutputStream file, Set<PosixFilePermission> own)
    implements Consumer<OutputFrame>, AutoCloseable {
  private static final Set<PosixFilePermission> ANYBODY =
      PosixFilePermissions.fromString("rw-rw-rw-");

  /** A new one, which any user of a container may open until it is {@link #seal sealed}. */
  static LogFile open(Path path) throws ServeException {
    try {
      Files.deleteIfExists(path);
      OutputStream file =
          Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
      return new LogFile(path, file, opened(path));
    } catch (IOException failed) {
      throw new ServeException("can't write " + path + ": " + failed.getMessage(), failed);
    }
  }

  private static Set<PosixFilePermission> opened(Path path) throws IOException {
    try {
      Set<PosixFilePermission> own = Files.getPosixFilePermissions(path);
      Files.setPosixFilePermissions(path, ANYBODY);
      return own;
    } catch (UnsupportedOperationException windows) {
      return Set.of();
    }
  }

  /** Lets nobody open it for writing any more; who has it open writes on. */
  void seal() {
    try {
      if (!own.isEmpty()) {
        Files.setPosixFilePermissions(path, own);
      }
    } catch (IOException gone) {
      // with its folder
    }
  }

  @Override
  public synchronized void accept(OutputFrame frame) {
    byte[] bytes = frame.getBytes();
    if (bytes != null) {
      try {
        file.write(bytes);
      } catch (IOException closed) {
        // What comes after the end is not of the run.
      }
    }
  }

  @Override
  public synchronized void close() {
    seal();
    try {
      file.close();
    } catch (IOException full) {
      // The log then lacks its end.
    }
  }
}
