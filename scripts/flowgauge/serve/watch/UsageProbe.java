package flowgauge.serve.watch;

/** Looks at what one part uses. */
public interface UsageProbe {
  /**
   * What it has used up to now. Called by one thread only; never throws for a part that is gone.
   */
  Usage usage();
}
