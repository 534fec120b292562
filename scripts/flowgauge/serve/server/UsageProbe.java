package flowgauge.serve.server;

/** Looks at what one part uses. */
public interface UsageProbe extends AutoCloseable {
  /**
   * What it has used up to now. Called by one thread only; never throws for a part that is gone.
   */
  Usage usage();

  /** Ends looking. */
  @Override
  default void close() {}
}
