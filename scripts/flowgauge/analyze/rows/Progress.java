package flowgauge.analyze.rows;

/** Hears how far a long import is. */
public interface Progress {
  /** Says nothing. */
  Progress NONE = (share, what) -> {};

  /**
   * Called often.
   *
   * @param share done, 0 to 1
   * @param what is being done
   */
  void at(double share, String what);
}
