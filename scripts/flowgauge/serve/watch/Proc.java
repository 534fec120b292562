package flowgauge.serve.watch;

import flowgauge.serve.server.Usage;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Reads Linux's /proc, sparingly: one buffer, no exception for what is gone. One thread only. */
public final class Proc {
  private static final int AT_NULL = 0;
  private static final int AT_PAGESZ = 6;
  private static final int AT_CLKTCK = 17;

  private final byte[] buffer = new byte[64 * 1024];

  /** Whether there is a /proc to read. */
  static boolean present() {
    return Files.isReadable(Path.of("/proc/self/stat"));
  }

  /** The first 64 KiB of a file, empty if it can't be read. */
  public String read(String path) {
    int length = 0;
    try (FileInputStream in = new FileInputStream(path)) {
      for (int count; length < buffer.length; length += count) {
        count = in.read(buffer, length, buffer.length - length);
        if (count <= 0) {
          break;
        }
      }
    } catch (IOException gone) {
      return "";
    }
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
  }

  /**
   * The first record that a test accepts, of a file that the kernel makes record by record; empty
   * if there is none. What comes after is not even made.
   *
   * @param recordBytes length of each record
   */
  String find(String path, int recordBytes, Predicate<String> test) {
    try (FileInputStream in = new FileInputStream(path)) {
      while (in.readNBytes(buffer, 0, recordBytes) == recordBytes) {
        String record = new String(buffer, 0, recordBytes, StandardCharsets.ISO_8859_1);
        if (test.test(record)) {
          return record;
        }
      }
    } catch (IOException gone) {
      // As if there were none.
    }
    return "";
  }

  /**
   * The number after a key at the start of a line, as in {@code key 12} or {@code key: 12 kB}; else
   * {@link Usage#ABSENT}.
   */
  static long value(String text, String key) {
    int at = text.startsWith(key) ? 0 : text.indexOf("\n" + key);
    if (at < 0) {
      return Usage.ABSENT;
    }
    int from = at + key.length() + (at == 0 && text.startsWith(key) ? 0 : 1);
    while (from < text.length() && !Character.isDigit(text.charAt(from))) {
      if (text.charAt(from) == '\n') {
        return Usage.ABSENT;
      }
      from++;
    }
    int to = from;
    while (to < text.length() && Character.isDigit(text.charAt(to))) {
      to++;
    }
    return to == from ? Usage.ABSENT : Long.parseLong(text, from, to, 10);
  }

  static long pageBytes() {
    return auxiliary(AT_PAGESZ, 4096);
  }

  /** Length of a tick in which the kernel reports CPU time, nanoseconds. */
  static long tickNanos() {
    return 1_000_000_000L / auxiliary(AT_CLKTCK, 100);
  }

  /** A value that the kernel hands each process at its start: pairs of words, type and value. */
  private static long auxiliary(int type, long otherwise) {
    try {
      ByteBuffer words =
          ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv")))
              .order(ByteOrder.nativeOrder());
      while (words.remaining() >= 16) {
        long key = words.getLong();
        long value = words.getLong();
        if (key == type) {
          return value;
        }
        if (key == AT_NULL) {
          break;
        }
      }
    } catch (IOException unreadable) {
      // Then the value that all common machines have.
    }
    return otherwise;
  }
}
