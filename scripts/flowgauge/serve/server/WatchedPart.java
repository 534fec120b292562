package flowgauge.serve.server;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A part of the server that uses resources: a process and all its descendants.
 *
 * @param name {@code server} or {@code mock}
 * @param pid the topmost process, as this machine counts; {@link #ELSEWHERE} where it runs in
 *     another
 * @param port the port it listens on, in its own network namespace
 * @param container the container's id; empty for a plain process
 * @param elsewhere makes the probe to use where this machine's /proc does not show the process
 */
public record WatchedPart(
    String name, long pid, int port, Optional<String> container, Supplier<UsageProbe> elsewhere) {

  /** No process of this machine's. */
  public static final long ELSEWHERE = -1;

  /** A plain process of this machine. */
  public static WatchedPart process(String name, long pid, int port) {
    return new WatchedPart(name, pid, port, Optional.empty(), () -> () -> Usage.NOTHING);
  }
}
