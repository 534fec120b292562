package flowgauge.serve.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps a log that a server appends to from filling the disk: beyond 1 GiB its middle is cut out,
 * and a line in its place says how much. What a server prints between two looks, half a second,
 * comes on top.
 */
public final class LogBound implements AutoCloseable {
  private static final long MOST = 1L << 30;
  private static final int TAIL = 1 << 20;
  private static final long LOOK_MS = 500;

  private final Path log;
  private final long most;
  private final int tail;
  private final Consumer<String> progress;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "log-bound");
  private long cut;
  private int mark;

  /**
   * For a log that is not watched yet.
   *
   * @param most bytes at which it is cut; the first half of them stays
   * @param tail bytes of its end that stay
   * @param progress takes the line that says so, once
   */
  LogBound(Path log, long most, int tail, Consumer<String> progress) {
    this.log = log;
    this.most = most;
    this.tail = tail;
    this.progress = progress;
  }

  /** Watches a log, there or not, until it is closed. */
  public static LogBound watch(Path log, Consumer<String> progress) {
    LogBound bound = new LogBound(log, MOST, TAIL, progress);
    bound.thread.setDaemon(true);
    bound.thread.start();
    return bound;
  }

  private void run() {
    try {
      while (!closed.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
  }

  /** Cuts it if it is too long. */
  void look() {
    if (log.toFile().length() <= most) {
      return;
    }
    try (FileChannel file =
            FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel end = FileChannel.open(log, StandardOpenOption.APPEND)) {
      long size = file.size();
      long head = afterLine(file, most / 2, 1 << 16);
      byte[] last = read(file, afterLine(file, size - tail, tail), tail);
      file.truncate(head);
      cut += size - head - mark - last.length;
      byte[] text =
          "[flowgauge: about %d bytes were cut out here, as the log had filled %d]%n"
              .formatted(cut, most)
              .getBytes(StandardCharsets.UTF_8);
      if (mark == 0) {
        progress.accept(
            "%s had filled %d MiB: its middle is cut out, which a line in it tells"
                .formatted(log, most >> 20));
      }
      mark = text.length;
      ByteBuffer bytes = ByteBuffer.allocate(text.length + last.length).put(text).put(last).flip();
      while (bytes.hasRemaining()) {
        end.write(bytes);
      }
    } catch (IOException gone) {
      // with its folder, or on a full disk: nothing is left to bound
    }
  }

  /** Behind the first line that ends at or after {@code from}; {@code from} without one nearby. */
  private static long afterLine(FileChannel file, long from, int nearby) throws IOException {
    byte[] bytes = read(file, from, nearby);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return from + i + 1;
      }
    }
    return from;
  }

  private static byte[] read(FileChannel file, long from, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(most);
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {}
    byte[] read = new byte[bytes.position()];
    bytes.flip().get(read);
    return read;
  }

  /** Looks a last time and no more. */
  @Override
  public void close() {
    closed.countDown(); // an interrupt would close the file in the middle of a cut
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return;
    }
    look();
  }
}
