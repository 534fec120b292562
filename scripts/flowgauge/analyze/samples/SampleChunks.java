package flowgauge.analyze.samples;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A samples file, plain or compressed, in chunks of whole lines. Several threads may take chunks at
 * once: while one parses, the other reads.
 */
final class SampleChunks implements AutoCloseable {
  private static final int SIZE = 4 << 20;
  private static final int LONGEST_LINE = 1 << 16;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Whole lines, and where in the (uncompressed) file they begin. */
  static final class Chunk {
    byte[] bytes = new byte[SIZE + LONGEST_LINE];
    int from;
    int length;
    long offset;
  }

  private final Path file;
  private final InputStream in;
  private byte[] rest = new byte[0];
  private long offset;
  private boolean ended;
  private boolean done;

  /** Whether the file begins with a byte order mark. */
  boolean markFound;

  /** Whether the header's line ends with a carriage return. */
  boolean headerReturn;

  /** Whether compressed data ended too early. */
  boolean cut;

  /** Whether the last line had no end and was left out. */
  volatile boolean lastLineOpen;

  private FileChannel channel;
  private long dataStart;
  private final AtomicLong nextStart = new AtomicLong();

  private SampleChunks(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Opens a file; one ending in {@code .gz} is decompressed. */
  static SampleChunks open(Path file) throws IOException {
    return new SampleChunks(file, stream(file));
  }

  private static InputStream stream(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    if (!file.toString().endsWith(".gz")) {
      return raw;
    }
    try {
      return new GZIPInputStream(new BufferedInputStream(raw, 1 << 16), 1 << 16);
    } catch (EOFException empty) {
      raw.close();
      throw new BadSamples(file, "is cut: it holds no compressed data");
    } catch (ZipException broken) {
      raw.close();
      throw new BadSamples(file, "is not compressed with gzip, though its name says so");
    }
  }

  /** The header without byte order mark and line end; empty for an empty file. Call it first. */
  String header() throws IOException {
    byte[] head = new byte[LONGEST_LINE];
    int length = fill(head, 0);
    int from = 0;
    if (length >= 3 && Arrays.equals(head, 0, 3, MARK, 0, 3)) {
      markFound = true;
      from = 3;
    }
    int end = from;
    while (end < length && head[end] != '\n' && head[end] != '\r') {
      end++;
    }
    if (end == head.length) {
      throw new BadSamples(file, 1, "no line end in the first 64 KiB: this is no samples file");
    }
    int next = end;
    if (next < length && head[next] == '\r') {
      headerReturn = true;
      next++;
    }
    if (next < length && head[next] == '\n') {
      next++;
    }
    rest = Arrays.copyOfRange(head, next, length);
    offset = next;
    if (!file.toString().endsWith(".gz") && Files.size(file) > SIZE) {
      dataStart = next;
      nextStart.set(next);
      channel = FileChannel.open(file, StandardOpenOption.READ);
    }
    return new String(head, from, end - from, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Fills a chunk with the next lines; false at the end of the file. */
  boolean next(Chunk chunk) throws IOException {
    return channel == null ? fromStream(chunk) : fromChannel(chunk);
  }

  /** Threads read side by side: a line belongs to the chunk that its first byte lies in. */
  private boolean fromChannel(Chunk chunk) throws IOException {
    long start = nextStart.getAndAdd(SIZE);
    long size = channel.size();
    if (start >= size) {
      return false;
    }
    boolean first = start == dataStart;
    long from = first ? start : start - 1;
    int length = 0;
    ByteBuffer buffer = ByteBuffer.wrap(chunk.bytes);
    while (buffer.hasRemaining() && from + length < size) {
      int read = channel.read(buffer, from + length);
      if (read <= 0) {
        break;
      }
      length += read;
    }
    int begin = first ? 0 : lineEnd(chunk.bytes, 0, length) + 1;
    int border = (int) (start + SIZE - from) - 1;
    int end = border < length ? lineEnd(chunk.bytes, border, length) + 1 : length;
    if (end > length) { // no line end beyond the border
      if (from + length < size) {
        throw new BadSamples(
            file, lineAt(start), "no line end for 64 KiB: this is no samples file");
      }
      end = length;
    }
    if (from + end >= size) {
      int last = afterLast('\n', chunk.bytes, end);
      lastLineOpen |= last < end;
      end = last;
    }
    chunk.from = Math.min(begin, length);
    chunk.length = Math.max(chunk.from, end);
    chunk.offset = from;
    return true;
  }

  /** The first line end at or after an index, or the length. */
  private static int lineEnd(byte[] bytes, int from, int length) {
    int at = from;
    while (at < length && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private synchronized boolean fromStream(Chunk chunk) throws IOException {
    if (done) {
      return false;
    }
    System.arraycopy(rest, 0, chunk.bytes, 0, rest.length);
    int length = fill(chunk.bytes, rest.length);
    chunk.offset = offset;
    int end = afterLast('\n', chunk.bytes, length);
    if (ended) {
      done = true;
      if (end == 0 && length > 0) {
        end = afterLast('\r', chunk.bytes, length);
      }
      lastLineOpen = end < length;
    } else if (end == 0) {
      throw new BadSamples(file, lineAt(offset), "no line end for 4 MiB: this is no samples file");
    }
    rest = Arrays.copyOfRange(chunk.bytes, end, length);
    chunk.from = 0;
    chunk.length = end;
    offset += end;
    return end > 0;
  }

  private static int afterLast(char wanted, byte[] bytes, int length) {
    int end = length;
    while (end > 0 && bytes[end - 1] != wanted) {
      end--;
    }
    return end;
  }

  private int fill(byte[] into, int from) throws IOException {
    int length = from;
    try {
      while (!ended && length < into.length) {
        int read = in.read(into, length, into.length - length);
        if (read < 0) {
          ended = true;
          break;
        }
        length += read;
      }
    } catch (EOFException | ZipException broken) {
      ended = true;
      cut = true;
    }
    return length;
  }

  /** The number of the line, from 1, that begins at an offset of the uncompressed file. */
  long lineAt(long at) throws IOException {
    long line = 1;
    byte[] buffer = new byte[1 << 16];
    try (InputStream again = stream(file)) {
      long seen = 0;
      byte before = 0;
      int read;
      while (seen < at && (read = again.read(buffer)) > 0) {
        for (int i = 0; i < read && seen < at; i++, seen++) {
          if (buffer[i] == '\n' && before != '\r' || buffer[i] == '\r') {
            line++;
          }
          before = buffer[i];
        }
      }
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    in.close();
    if (channel != null) {
      channel.close();
    }
  }
}
