package flowgauge.analyze.rows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Rows in the order of their start; of those that start together whole requests stand before their
 * steps, and else the file's order stays. In bounded memory: sorted stretches wait in temporary
 * files, and are merged.
 */
final class RowSort implements AutoCloseable {
  /** Numbers of a row. */
  static final int WIDTH = 12;

  private static final int ORDER_BITS = 19;
  private static final int STRETCH = 1 << ORDER_BITS;

  /** A stretch that covers more is cut, so that time, kind and order fit into one number. */
  private static final long LONGEST = 1L << 62 - ORDER_BITS;

  private static final int BUFFER_ROWS = 4096;

  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private long[] rows = new long[WIDTH * 4096];
  private int size;
  private long lowest = Long.MAX_VALUE;
  private long highest = Long.MIN_VALUE;
  private long count;

  /**
   * @param folder for the temporary files
   */
  RowSort(Path folder) {
    this.folder = folder;
  }

  void add(ForeignRow row) throws IOException {
    long low = Math.min(lowest, row.startUs);
    long high = Math.max(highest, row.startUs);
    if (size == STRETCH || high - low >= LONGEST) {
      spill();
      low = row.startUs;
      high = row.startUs;
    }
    lowest = low;
    highest = high;
    if ((size + 1) * WIDTH > rows.length) {
      rows = Arrays.copyOf(rows, 2 * rows.length);
    }
    row.put(rows, size++ * WIDTH);
    count++;
  }

  long count() {
    return count;
  }

  private int[] order() {
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      long step = rows[i * WIDTH + WIDTH - 1] >> 8 & 1;
      keys[i] = (rows[i * WIDTH] - lowest) << ORDER_BITS + 1 | step << ORDER_BITS | i;
    }
    Arrays.sort(keys);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) keys[i] & STRETCH - 1;
    }
    return order;
  }

  private void spill() throws IOException {
    Path file = Files.createTempFile(folder, "sort-", ".tmp");
    files.add(file);
    ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER_ROWS * WIDTH * Long.BYTES);
    LongBuffer longs = bytes.asLongBuffer();
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i : order()) {
        longs.put(rows, i * WIDTH, WIDTH);
        if (!longs.hasRemaining()) {
          flush(out, bytes, longs);
        }
      }
      flush(out, bytes, longs);
    }
    size = 0;
    lowest = Long.MAX_VALUE;
    highest = Long.MIN_VALUE;
  }

  private static void flush(FileChannel out, ByteBuffer bytes, LongBuffer longs)
      throws IOException {
    bytes.position(0).limit(longs.position() * Long.BYTES);
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    bytes.clear();
    longs.clear();
  }

  /** Visits all rows in order; may be called again. */
  void forEach(RowVisitor<ForeignRow> visitor) throws IOException {
    ForeignRow row = new ForeignRow();
    if (files.isEmpty()) {
      for (int i : order()) {
        row.take(rows, i * WIDTH);
        visitor.row(row);
      }
      return;
    }
    if (size > 0) {
      spill();
      rows = new long[0];
    }
    PriorityQueue<Stretch> heads = new PriorityQueue<>();
    try {
      for (Path file : files) {
        Stretch stretch = new Stretch(heads.size(), FileChannel.open(file));
        stretch.next();
        heads.add(stretch);
      }
      while (!heads.isEmpty()) {
        Stretch head = heads.poll();
        row.take(head.row, 0);
        visitor.row(row);
        if (head.next()) {
          heads.add(head);
        } else {
          head.in.close();
        }
      }
    } finally {
      for (Stretch left : heads) {
        left.in.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  private static final class Stretch implements Comparable<Stretch> {
    private final int number;
    private final FileChannel in;
    private final ByteBuffer bytes =
        ByteBuffer.allocateDirect(BUFFER_ROWS / 8 * WIDTH * Long.BYTES);
    private final long[] row = new long[WIDTH];

    Stretch(int number, FileChannel in) {
      this.number = number;
      this.in = in;
      bytes.limit(0);
    }

    boolean next() throws IOException {
      if (!bytes.hasRemaining()) {
        bytes.clear();
        while (bytes.hasRemaining() && in.read(bytes) >= 0) {
          // a file gives as much as it likes
        }
        bytes.flip();
        if (!bytes.hasRemaining()) {
          return false;
        }
      }
      for (int i = 0; i < WIDTH; i++) {
        row[i] = bytes.getLong();
      }
      return true;
    }

    private long step() {
      return row[WIDTH - 1] >> 8 & 1;
    }

    @Override
    public int compareTo(Stretch other) {
      int time = Long.compare(row[0], other.row[0]);
      int kind = time != 0 ? time : Long.compare(step(), other.step());
      return kind != 0 ? kind : Integer.compare(number, other.number);
    }
  }
}
