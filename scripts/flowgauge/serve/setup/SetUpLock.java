package flowgauge.serve.setup;

import flowgauge.serve.server.ServeException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Lets one run at a time make a thing, across processes and within this one. */
public record SetUpLock(FileChannel channel) implements AutoCloseable {
  private static final long PAUSE_MS = 200;

  /** Waits for the lock; says so once where another holds it. */
  public static SetUpLock take(Path file, String what, Consumer<String> progress)
      throws ServeException, InterruptedException {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      for (boolean told = false; !locked(channel); told = true) {
        if (!told) {
          progress.accept(what + ": another run is making it, waiting for that");
        }
        Thread.sleep(PAUSE_MS);
      }
      return new SetUpLock(channel);
    } catch (IOException failed) {
      throw new ServeException("can't lock " + file + ": check that it can be written", failed);
    } catch (InterruptedException stopped) {
      closeQuietly(channel);
      throw stopped;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldInThisJvm) {
      return false;
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException ignored) {
      // The lock ends with the channel; there is nothing else to lose.
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }
}
