package flowgauge.record.sample;

import java.io.IOException;

/** What is said once the heap is used up. */
public final class OutOfMemory {
  /** What mends it. */
  public static final String MENDED_BY =
      "use fewer users, or give more, as with _JAVA_OPTIONS=-Xmx4g";

  /** The failure of a thread that found it; made ahead, as then it can't be. */
  public static final IOException FAILURE = new IOException("out of memory: " + MENDED_BY);

  private OutOfMemory() {}
}
