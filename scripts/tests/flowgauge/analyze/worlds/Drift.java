package flowgauge.analyze.worlds;

/**
 * How service times change in the course of a load, queue or no queue.
 *
 * @param kind of the course
 * @param factor the longest over the shortest mean
 * @param atS when a step comes, how fast a cold start goes over, the period of a sine; seconds
 * @param lengthS of the load
 * @param backendOnly whether the backend's part alone changes
 */
record Drift(Kind kind, double factor, double atS, double lengthS, boolean backendOnly) {

  /** Courses. */
  enum Kind {
    NONE,
    /** Grows linearly. */
    LEAK,
    /** Slower from a moment on. */
    STEP,
    /** Faster from a moment on. */
    STEP_DOWN,
    /** Slow at first; what is over goes down by a factor of e each {@code atS}. */
    COLD_START,
    /** To and fro around 1, up to the root of the factor. */
    SINE
  }

  static final Drift NONE = new Drift(Kind.NONE, 1, 0, 1, false);

  /** What mean service times are multiplied with; before the load and behind it as at its ends. */
  double at(double t) {
    double within = Math.max(0, Math.min(lengthS, t));
    return switch (kind) {
      case NONE -> 1;
      case LEAK -> 1 + (factor - 1) * within / lengthS;
      case STEP -> within < atS ? 1 : factor;
      case STEP_DOWN -> within < atS ? factor : 1;
      case COLD_START -> 1 + (factor - 1) * Math.exp(-within / atS);
      case SINE -> Math.pow(factor, 0.5 * Math.sin(2 * Math.PI * within / atS));
    };
  }

  /** The mean between two moments. */
  double mean(double from, double to) {
    double sum = 0;
    int steps = 200;
    for (int i = 0; i < steps; i++) {
      sum += at(from + (to - from) * (i + 0.5) / steps);
    }
    return sum / steps;
  }
}
