package flowgauge.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The bodies of requests, one by one in a file that stays where it is: in memory, outside the heap,
 * are 16 bytes a body, that say where it stands and which line it is. Any thread may read once it
 * is built.
 */
public final class InputLines {
  private static final int WIDTH = 16;

  private final String name;
  private final FileChannel file;
  private ByteBuffer index = ByteBuffer.allocateDirect(WIDTH << 10);
  private int size;

  /**
   * None yet.
   *
   * @param name of the file as the user knows it
   * @param file stays open as long as the process lives
   */
  public InputLines(String name, FileChannel file) {
    this.name = name;
    this.file = file;
  }

  /**
   * Adds a body.
   *
   * @param line its line's number, from 1
   * @throws IllegalArgumentException if there are more than memory for their places can be had
   */
  public void add(long offset, int length, int line) {
    if (index.remaining() < WIDTH) {
      if (index.capacity() > Integer.MAX_VALUE / 2) {
        throw new IllegalArgumentException("more lines than %,d".formatted(size));
      }
      index = ByteBuffer.allocateDirect(2 * index.capacity()).put(index.flip());
    }
    index.putLong(offset).putInt(length).putInt(line);
    size++;
  }

  /** The file's name, as the user gave it. */
  public String name() {
    return name;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The number of a body's line, from 1. */
  public int line(int at) {
    return index.getInt(at * WIDTH + 12);
  }

  /** A body's bytes. */
  public int length(int at) {
    return index.getInt(at * WIDTH + 8);
  }

  /** Where a body begins in the file. */
  public long offset(int at) {
    return index.getLong(at * WIDTH);
  }

  /** The file, to be read at a position. */
  public FileChannel file() {
    return file;
  }

  /**
   * Reads a body.
   *
   * @throws IOException if it can't be read, or the file is shorter by now
   */
  public byte[] body(int at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length(at));
    while (bytes.hasRemaining()) {
      if (file.read(bytes, offset(at) + bytes.position()) < 0) {
        throw new IOException(name + " is shorter than it was");
      }
    }
    return bytes.array();
  }
}
