package flowgauge.serve.docker;

/** The Docker engine takes what it is asked and answers nothing. */
final class EngineSilentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  EngineSilentException(String message) {
    super(message);
  }
}
