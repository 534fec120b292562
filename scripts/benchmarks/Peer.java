import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Another load driver, on the clients' core, with the same request and as many connections. */
interface Peer {
  /**
   * Finds or installs it, once; below the cache folder.
   *
   * @throws BenchmarkException if it can't be had, with the reason and what would help
   */
  void install(Path cache, Path log) throws IOException, InterruptedException, BenchmarkException;

  /** Runs it and returns requests a second, successes only. */
  double run(URI uri, int core, int connections, int seconds, Path folder)
      throws IOException, InterruptedException, BenchmarkException;
}
