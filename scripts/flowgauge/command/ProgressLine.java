package flowgauge.command;

/**
 * How far a long piece of work is, on standard error: one line that changes on a terminal, a line
 * every five seconds elsewhere, and nothing at all of what is soon done.
 */
public final class ProgressLine implements AutoCloseable {
  private static final long FIRST_NANOS = 1_000_000_000L;

  private final String command;
  private final boolean rewrites = System.console() != null && System.getenv("TERM") != null;
  private long next = System.nanoTime() + FIRST_NANOS;
  private boolean shown;

  /**
   * @param command whose work it is
   */
  public ProgressLine(String command) {
    this.command = command;
  }

  /**
   * Called often.
   *
   * @param share done, 0 to 1
   * @param what is being done
   */
  public void at(double share, String what) {
    long now = System.nanoTime();
    if (now < next) {
      return;
    }
    next = now + (rewrites ? FIRST_NANOS / 4 : 5 * FIRST_NANOS);
    String text = "%s: %s, %3.0f %%".formatted(command, what, 100 * Math.min(1, share));
    System.err.print(rewrites ? "\r" + text + "   " : text + "\n");
    shown |= rewrites;
  }

  /** Ends the line. */
  @Override
  public void close() {
    if (shown) {
      System.err.print("\r\u001b[K");
      shown = false;
    }
  }
}
