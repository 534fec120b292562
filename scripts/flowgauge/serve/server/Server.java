package flowgauge.serve.server;

import flowgauge.record.ServerInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server under test, up and answering. Any thread may call; {@link #close} may be called more
 * than once, and from a shutdown hook.
 */
public interface Server extends AutoCloseable {
  /** Its root, without a path: where the scenario's target is sent. */
  URI base();

  /** Its settings as {@code run.json} keeps them. */
  ServerInfo info();

  /**
   * How many requests the mock API has counted; empty where there is none, or this machine has no
   * port left to ask from. Bounded at some 20 s.
   *
   * @throws ServeException if the mock API doesn't answer
   */
  Optional<Long> mockRequests() throws ServeException;

  /** Versions of the engine, Python and each package that it runs on, by name. */
  Map<String, String> versions();

  /** The parts whose resources can be watched; empty where the server is not ours. */
  List<WatchedPart> parts();

  /**
   * Why it no longer runs, one line; empty while it does or where that can't be known. Bounded, at
   * some 10 s where a Docker engine is silent.
   */
  Optional<String> failure();

  /**
   * Stops it and removes all that was made for it. Never throws; bounded, at some 10 s where a
   * Docker engine is silent.
   */
  @Override
  void close();
}
