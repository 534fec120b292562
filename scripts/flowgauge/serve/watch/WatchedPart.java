package flowgauge.serve.watch;

import java.util.Optional;

/**
 * A part of the server that uses resources: a process and all its descendants.
 *
 * @param name {@code server} or {@code mock}
 * @param pid the topmost process, as this machine counts
 * @param port the port it listens on, in its own network namespace
 * @param container the container's id; empty for a plain process
 */
public record WatchedPart(String name, long pid, int port, Optional<String> container) {}
