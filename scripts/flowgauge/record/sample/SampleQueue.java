package flowgauge.record.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Hands samples from one event loop to one writer thread without allocation and without a lock.
 *
 * <p>A ring of fixed-size records outside the heap. Exactly one thread may call {@link #put},
 * exactly one other {@link #read}. When the ring is full, {@code put} waits for the writer, counts
 * the sample as one that waited, and loses nothing.
 */
public final class SampleQueue {
  /** Samples that fit into the ring of the default size: 24 MiB. */
  public static final int DEFAULT_CAPACITY = 1 << 17;

  private static final int FIELDS = Column.ALL.size();

  /** Longs of a record: a whole number of cache lines. */
  private static final int STRIDE = (FIELDS + 7) / 8 * 8;

  private static final long FULL_WAIT_NANOS = 20_000;
  private static final VarHandle TAIL;
  private static final VarHandle HEAD;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TAIL = lookup.findVarHandle(SampleQueue.class, "tail", long.class);
      HEAD = lookup.findVarHandle(SampleQueue.class, "head", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final LongBuffer ring;
  private final int mask;
  private final int capacity;
  private final Sample reading = new Sample();

  private volatile long tail; // next to write, moved by put alone
  private volatile long head; // next to read, moved by read alone
  private long headSeen;
  private long next;
  private volatile long waited;

  /** A queue of the default size. */
  public SampleQueue() {
    this(DEFAULT_CAPACITY);
  }

  /**
   * A queue of a size of one's own.
   *
   * @param capacity samples, a power of two
   */
  public SampleQueue(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity must be a power of two: " + capacity);
    }
    this.capacity = capacity;
    this.mask = capacity - 1;
    this.ring =
        ByteBuffer.allocateDirect(capacity * STRIDE * Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .asLongBuffer();
  }

  /** Records a sample, which is copied. */
  public void put(Sample sample) {
    if (next - headSeen >= capacity) {
      awaitRoom();
    }
    ring.put(((int) next & mask) * STRIDE, sample.values, 0, FIELDS);
    TAIL.setRelease(this, ++next);
  }

  private void awaitRoom() {
    headSeen = (long) HEAD.getAcquire(this);
    if (next - headSeen < capacity) {
      return;
    }
    waited = waited + 1;
    while (next - headSeen >= capacity) {
      LockSupport.parkNanos(FULL_WAIT_NANOS);
      headSeen = (long) HEAD.getAcquire(this);
    }
  }

  /** Samples that found the ring full so far. */
  public long waited() {
    return waited;
  }

  /**
   * Waits until what is there by now was read, no longer than that time; from another thread than
   * the two.
   */
  public void awaitRead(Duration most) throws InterruptedException {
    long put = tail;
    long deadline = System.nanoTime() + most.toNanos();
    while (head < put && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /**
   * Reads what is there, at most {@code most} samples.
   *
   * @return how many were read
   */
  public int read(Sample.Visitor reader, int most) {
    long from = head;
    long to = Math.min((long) TAIL.getAcquire(this), from + most);
    for (long i = from; i < to; i++) {
      ring.get(((int) i & mask) * STRIDE, reading.values, 0, FIELDS);
      reader.row(reading);
    }
    HEAD.setRelease(this, to);
    return (int) (to - from);
  }
}
