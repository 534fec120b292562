package flowgauge.serve.server;

/** A server that can't be had. The message is one line: what is wrong, and what to do. */
public final class ServeException extends Exception {
  private static final long serialVersionUID = 1;

  /** With the line for the user. */
  public ServeException(String message) {
    super(message);
  }

  /** With the line for the user and what led to it. */
  public ServeException(String message, Throwable cause) {
    super(message, cause);
  }
}
