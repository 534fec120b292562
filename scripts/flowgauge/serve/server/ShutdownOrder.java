package flowgauge.serve.server;

/**
 * What must be over before servers go when the JVM ends: hooks run side by side, and a driver that
 * still records would take its server's end for the server's failures.
 */
public final class ShutdownOrder {
  private static volatile Runnable first = () -> {};

  private ShutdownOrder() {}

  /** Sets what to wait for; it must return within a bounded time. */
  public static void first(Runnable wait) {
    first = wait;
  }

  static void awaitFirst() {
    first.run();
  }
}
