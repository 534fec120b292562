package flowgauge.load;

import flowgauge.scenario.InputLines;
import flowgauge.scenario.Inputs;
import flowgauge.scenario.Inputs.Order;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The requests of a load whose bodies differ: which comes next, and its bytes, read from the file
 * as it is sent. Event loop only.
 */
final class InputSource {
  private final InputLines lines;
  private final Order order;
  private final byte[] head;
  private final SplittableRandom random;
  private final Consumer<String> end;
  private int next;

  /**
   * @param head a request's bytes up to the value of Content-Length
   * @param end ends the load, for a reason: the last body that is to be sent is taken, or one can't
   *     be read
   */
  InputSource(Inputs inputs, byte[] head, SplittableRandom random, Consumer<String> end) {
    this.end = end;
    this.lines = inputs.lines();
    this.order = inputs.order();
    this.head = head;
    this.random = random;
  }

  /** Whether all are sent that are to be sent. */
  boolean used() {
    return order == Order.ONCE && next == lines.size();
  }

  /** The next body's place. */
  int next() {
    if (order == Order.RANDOM) {
      return random.nextInt(lines.size());
    }
    next = next == lines.size() ? 0 : next;
    next++;
    if (used()) {
      end.accept("each line of " + lines.name() + " was sent");
    }
    return next - 1;
  }

  /** The number of its line. */
  int line(int at) {
    return lines.line(at);
  }

  /** The request with that body, released by whoever writes it; null if it can't be read. */
  ByteBuf request(ByteBufAllocator buffers, int at) {
    int length = lines.length(at);
    byte[] framing = (length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuf bytes = buffers.directBuffer(head.length + framing.length + length);
    bytes.writeBytes(head).writeBytes(framing);
    try {
      long offset = lines.offset(at);
      for (int left = length; left > 0; ) {
        int n = bytes.writeBytes(lines.file(), offset + length - left, left);
        if (n < 0) {
          throw new IOException(lines.name() + " is shorter than it was");
        }
        left -= n;
      }
      return bytes;
    } catch (IOException gone) {
      bytes.release();
      end.accept("its inputs can't be read: " + gone.getMessage());
      return null;
    }
  }
}
