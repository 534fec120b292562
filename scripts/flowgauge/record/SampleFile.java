package flowgauge.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of samples. Its errors say which file it is; and where a write fails midway, on a full
 * disk, a plain file is cut behind its last whole line, as half a row can be read as a wrong one.
 */
final class SampleFile extends OutputStream {
  private static final int LONGEST_LINE = 512;

  private final Path path;
  private final FileChannel channel;

  private SampleFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static SampleFile create(Path path) throws IOException {
    return new SampleFile(
        path,
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, length);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException failed) {
      if (!path.toString().endsWith(".gz")) {
        cutToWholeLines();
      }
      throw new IOException("can't write " + path + ": " + failed.getMessage(), failed);
    }
  }

  private void cutToWholeLines() throws IOException {
    long size = channel.size();
    ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, LONGEST_LINE));
    while (tail.hasRemaining()
        && channel.read(tail, size - tail.capacity() + tail.position()) > 0) {}
    for (int end = tail.position(); end > 0; end--) {
      if (tail.get(end - 1) == '\n') {
        channel.truncate(size - tail.capacity() + end);
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
