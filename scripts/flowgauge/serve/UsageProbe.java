package flowgauge.serve;

/** Looks at what one part uses. */
interface UsageProbe {
  /**
   * What it has used up to now. Called by one thread only; never throws for a part that is gone.
   */
  Usage usage();
}
