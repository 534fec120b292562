package flowgauge.serve.server;

import java.util.Optional;

/**
 * A Docker engine of the mock API's own.
 *
 * @param address {@code unix:///PATH} or {@code tcp://HOST:PORT}
 * @param host the machine that it is on, where that is not this one
 */
public record MockEngine(String address, Optional<String> host) {}
