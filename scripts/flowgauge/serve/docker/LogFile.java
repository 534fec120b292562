package flowgauge.serve.docker;

import flowgauge.serve.server.ServeException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/** Writes what a container prints into a file, as it comes. */
final class LogFile implements Consumer<OutputFrame>, AutoCloseable {
  private final Path path;
  private final OutputStream file;

  private LogFile(Path path, OutputStream file) {
    this.path = path;
    this.file = file;
  }

  static LogFile open(Path path) throws ServeException {
    try {
      return new LogFile(path, Files.newOutputStream(path));
    } catch (IOException failed) {
      throw new ServeException("can't write " + path + ": " + failed.getMessage(), failed);
    }
  }

  Path path() {
    return path;
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
    try {
      file.close();
    } catch (IOException full) {
      // The log then lacks its end.
    }
  }
}
