package flowgauge.load;

/**
 * Where a driver's numbering begins, or has come to.
 *
 * @param request number of the next request
 * @param connection number of the next connection
 */
public record RequestNumbers(long request, long connection) {
  /** The first of each. */
  public static final RequestNumbers FIRST = new RequestNumbers(0, 0);
}
