package flowgauge.load.answer;

import java.util.Arrays;

/**
 * The bytes of the last response head that was read, with what they said. Servers send the same
 * head again and again, for as long as its date lasts at least, and comparing bytes costs a tenth
 * of reading them. One for all connections of an event loop.
 */
public final class KnownHead {
  private static final int MOST = 4096;

  private final ResponseHead said = new ResponseHead();
  private byte[] bytes = new byte[512];
  private int size;

  /** Whether the bytes begin with it, up to its blank line. */
  boolean opens(byte[] b, int from, int to) {
    return size > 0 && to - from >= size && Arrays.equals(b, from, from + size, bytes, 0, size);
  }

  /** Takes the place of the one before; a very long one is not worth keeping. */
  void keep(byte[] b, int from, int to, ResponseHead head) {
    size = to - from;
    if (size > MOST) {
      size = 0;
      return;
    }
    if (size > bytes.length) {
      bytes = new byte[MOST];
    }
    System.arraycopy(b, from, bytes, 0, size);
    said.copy(head);
  }

  int size() {
    return size;
  }

  /** What it said. */
  ResponseHead said() {
    return said;
  }
}
