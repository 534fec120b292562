package flowgauge.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;

/**
 * Hands samples from one event loop to one writer thread without allocation and without a lock.
 *
 * <p>A ring of fixed-size records outside the heap. Exactly one thread may call {@link #put},
 * exactly one other {@link #read}. When the ring is full, {@code put} waits for the writer, counts
 * the sample as one that waited, and loses nothing.
 */
public final class SampleQueue {
  /** Samples that fit into the ring of the default size: 16 MiB. */
  public static final int DEFAULT_CAPACITY = 1 << 17;

  private static final int STRIDE = 128;
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

  private final ByteBuffer ring;
  private final int mask;
  private final int capacity;
  private final Cursor cursor = new Cursor();

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
    this.ring = ByteBuffer.allocateDirect(capacity * STRIDE).order(ByteOrder.nativeOrder());
  }

  /** Records a sample; parameters as in {@link Sample}. */
  public void put(
      long request,
      int user,
      long connection,
      boolean reused,
      long idleUs,
      long intendedUs,
      long sentUs,
      long connectUs,
      long firstByteUs,
      long endUs,
      int inFlight,
      Outcome outcome,
      int status,
      long responseBytes,
      long nodeUs,
      long backendUs,
      Phase phase,
      int retries) {
    if (next - headSeen >= capacity) {
      awaitRoom();
    }
    int at = ((int) next & mask) * STRIDE;
    ByteBuffer r = ring;
    r.putLong(at, request);
    r.putLong(at + 8, connection);
    r.putLong(at + 16, idleUs);
    r.putLong(at + 24, intendedUs);
    r.putLong(at + 32, sentUs);
    r.putLong(at + 40, connectUs);
    r.putLong(at + 48, firstByteUs);
    r.putLong(at + 56, endUs);
    r.putLong(at + 64, responseBytes);
    r.putLong(at + 72, nodeUs);
    r.putLong(at + 80, backendUs);
    r.putInt(at + 88, user);
    r.putInt(at + 92, inFlight);
    r.putInt(at + 96, status);
    r.putInt(
        at + 100,
        outcome.ordinal() | phase.ordinal() << 8 | (reused ? 1 << 16 : 0) | retries << 24);
    TAIL.setRelease(this, ++next);
  }

  /** Records a sample that is one already; for what is not recorded as it happens. */
  public void put(Sample s) {
    put(
        s.request(),
        s.user(),
        s.connection(),
        s.reused(),
        s.idleUs(),
        s.intendedUs(),
        s.sentUs(),
        s.connectUs(),
        s.firstByteUs(),
        s.endUs(),
        s.inFlight(),
        s.outcome(),
        s.status(),
        s.responseBytes(),
        s.nodeUs(),
        s.backendUs(),
        s.phase(),
        s.retries());
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

  /** Takes a sample's fields; called by the reading thread. */
  public interface Reader {
    /** The cursor is valid during this call only. */
    void sample(Cursor cursor);
  }

  /**
   * Reads what is there, at most {@code most} samples.
   *
   * @return how many were read
   */
  public int read(Reader reader, int most) {
    long from = head;
    long to = Math.min((long) TAIL.getAcquire(this), from + most);
    for (long i = from; i < to; i++) {
      cursor.at = ((int) i & mask) * STRIDE;
      reader.sample(cursor);
    }
    HEAD.setRelease(this, to);
    return (int) (to - from);
  }

  /** The fields of the sample being read; as in {@link Sample}. */
  public final class Cursor {
    private int at;

    private Cursor() {}

    /** All of it, to be kept. */
    public Sample sample() {
      return new Sample(
          request(),
          user(),
          connection(),
          reused(),
          idleUs(),
          intendedUs(),
          sentUs(),
          connectUs(),
          firstByteUs(),
          endUs(),
          inFlight(),
          outcome(),
          status(),
          responseBytes(),
          nodeUs(),
          backendUs(),
          phase(),
          retries());
    }

    public long request() {
      return ring.getLong(at);
    }

    public long connection() {
      return ring.getLong(at + 8);
    }

    public long idleUs() {
      return ring.getLong(at + 16);
    }

    public long intendedUs() {
      return ring.getLong(at + 24);
    }

    public long sentUs() {
      return ring.getLong(at + 32);
    }

    public long connectUs() {
      return ring.getLong(at + 40);
    }

    public long firstByteUs() {
      return ring.getLong(at + 48);
    }

    public long endUs() {
      return ring.getLong(at + 56);
    }

    public long responseBytes() {
      return ring.getLong(at + 64);
    }

    public long nodeUs() {
      return ring.getLong(at + 72);
    }

    public long backendUs() {
      return ring.getLong(at + 80);
    }

    public int user() {
      return ring.getInt(at + 88);
    }

    public int inFlight() {
      return ring.getInt(at + 92);
    }

    public int status() {
      return ring.getInt(at + 96);
    }

    public Outcome outcome() {
      return Outcome.at(ring.getInt(at + 100) & 0xff);
    }

    public Phase phase() {
      return Phase.at(ring.getInt(at + 100) >> 8 & 0xff);
    }

    public boolean reused() {
      return (ring.getInt(at + 100) & 1 << 16) != 0;
    }

    public int retries() {
      return ring.getInt(at + 100) >>> 24;
    }
  }
}
