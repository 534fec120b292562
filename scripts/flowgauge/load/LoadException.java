package flowgauge.load;

/** The load can't be driven; the message is one line that says why and what to do. */
public final class LoadException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With that message. */
  public LoadException(String message) {
    super(message);
  }
}
