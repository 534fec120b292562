package flowgauge.record.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * The file of samples. Its errors say which file it is. Where a write fails midway, on a full disk,
 * nothing more is written, as it would stand behind a gap; and a plain file is cut behind its last
 * whole line, as half a row can be read as a wrong one. In a compressed one the gap would be worse:
 * what follows it reads as something else.
 */
final class SampleFile extends OutputStream {
  private static final int LONGEST_LINE = 512;

  private final Path path;
  private final FileChannel channel;
  private IOException failure;

  private SampleFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Makes it, or empties it; what is written to one ending in {@code .gz} is compressed. */
  static OutputStream create(Path path) throws IOException {
    SampleFile file =
        new SampleFile(
            path,
            FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    if (!compressed(path)) {
      return file;
    }
    try {
      return new Compressed(file);
    } catch (IOException full) {
      file.close();
      throw full;
    }
  }

  private static boolean compressed(Path path) {
    return path.toString().endsWith(".gz");
  }

  /** Closes what it writes to even where the rest can't be written. */
  private static final class Compressed extends GZIPOutputStream {
    Compressed(OutputStream out) throws IOException {
      super(out, 1 << 16, true);
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        def.end();
        out.close();
      }
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, length);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException failed) {
      failure = new IOException("can't write " + path + ": " + failed.getMessage(), failed);
      if (!compressed(path)) {
        cutToWholeLines();
      }
      throw failure;
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
