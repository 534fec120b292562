import java.io.IOException;
import java.nio.file.Path;

/**
 * What the parts of the driver's benchmark share.
 *
 * @param runs alternating runs of each side
 * @param peerRuns runs of each peer and of the driver beside it
 * @param seconds of a run
 * @param warmUpSeconds of the same load ahead of a run of the driver, for the JVM's compiler
 */
record Setting(
    Cores cores,
    Path folder,
    HttpServer server,
    int runs,
    int peerRuns,
    int seconds,
    int warmUpSeconds) {
  static final int CONNECTIONS = 64;

  interface Part {
    /** Measures and reports; throws if it can't, with why. */
    void measure(Setting setting, Findings findings)
        throws IOException, InterruptedException, BenchmarkException;
  }

  DriverSide driver() {
    return new DriverSide(cores.client(), folder, warmUpSeconds);
  }

  static void say(String format, Object... values) {
    System.err.printf(format + "%n", values);
  }
}
