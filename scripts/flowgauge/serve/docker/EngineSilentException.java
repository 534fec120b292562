package flowgauge.serve.docker;

/** The Docker engine takes what it is asked and answers nothing. */
final class EngineSilentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  EngineSilentException() {
    super("the Docker engine no longer answers: start it again, or use --runtime process");
  }
}
