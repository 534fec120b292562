package flowgauge.serve.server;

import flowgauge.record.ServerInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A server under test, up and answering. Any thread may call; {@link #close} may be called more
 * than once, and from a shutdown hook.
 *
 * @param base its root, without a path: where the scenario's target is sent
 * @param info its settings as {@code run.json} keeps them
 * @param mock the mock API; empty where there is none
 * @param versions of the engine, Python and each package that it runs on, by name
 * @param parts whose resources can be watched; empty where the server is not ours
 * @param end why it no longer runs, one line; empty while it does or where that can't be known
 * @param stop stops it and removes all that was made for it
 */
public record Server(
    URI base,
    ServerInfo info,
    Optional<URI> mock,
    Map<String, String> versions,
    List<WatchedPart> parts,
    Supplier<Optional<String>> end,
    Runnable stop)
    implements AutoCloseable {

  /**
   * How many requests the mock API has counted; empty where there is none, or this machine has no
   * port left to ask from. Bounded at some 20 s.
   *
   * @throws ServeException if the mock API doesn't answer
   */
  public Optional<Long> mockRequests() throws ServeException {
    return mock.isPresent() ? MockCount.at(mock.get()) : Optional.empty();
  }

  /**
   * Why it no longer runs, one line; empty while it does or where that can't be known. Bounded, at
   * some 10 s where a Docker engine is silent.
   */
  public Optional<String> failure() {
    return end.get();
  }

  /** Stops it. Never throws; bounded, at some 10 s where a Docker engine is silent. */
  @Override
  public void close() {
    stop.run();
  }
}
