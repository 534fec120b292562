package flowgauge.serve.watch;

/**
 * The cores that something else than the known parts used: the host's less theirs. Parts are looked
 * at one after the other, so that a step may come out below nothing; what it lacks is taken from
 * the next ones, and the sum stays right.
 */
final class OtherCores {
  private double known;
  private double missing;

  /** Takes a part's cores over the step; NaN if they can't be had, and then nor can the rest. */
  void add(double cores) {
    known += cores;
  }

  /** What is left of the host's cores over the step, which is over then; NaN if that is unknown. */
  double left(double host) {
    double left = host - known - missing;
    known = 0;
    if (Double.isNaN(left)) {
      return left;
    }
    missing = Math.max(0, -left);
    return Math.max(0, left);
  }
}
