package flowgauge.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Lets all connections of one event loop read into the same buffer, which stays in the processor's
 * cache. Only for handlers that take the bytes out before they return: none may keep the buffer.
 */
final class OneReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
  private final ByteBuf buffer;

  OneReadBuffer(int size) {
    buffer = Unpooled.unreleasableBuffer(Unpooled.directBuffer(size, size));
  }

  @Override
  @SuppressWarnings("deprecation") // the interface's own return type
  public Handle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public int guess() {
        return buffer.capacity();
      }

      @Override
      public ByteBuf allocate(ByteBufAllocator allocator) {
        return buffer.clear();
      }
    };
  }
}
