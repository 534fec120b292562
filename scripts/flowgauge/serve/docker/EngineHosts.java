package flowgauge.serve.docker;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The machines that the engines, and so the containers, are on, where that is not this one: the
 * host of an engine's address, or, where that leads into a tunnel of this machine's, the one that
 * the user names.
 *
 * @param server that of the server
 * @param mock that of the mock API, where it has an engine of its own
 */
public record EngineHosts(Optional<String> server, Optional<String> mock) {
  /** Both on this machine. */
  public static final EngineHosts HERE = new EngineHosts(Optional.empty(), Optional.empty());

  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Finds them.
   *
   * @param dockerHost {@code DOCKER_HOST}, or null
   * @param mockEngine the address of the mock API's engine
   * @param allowed the hosts that the user allows to put load on
   * @throws IllegalArgumentException in words, if the user does not allow one
   */
  public static EngineHosts of(
      String dockerHost, Optional<String> mockEngine, List<String> allowed) {
    if (dockerHost == null && mockEngine.isEmpty() && !allowed.isEmpty()) {
      throw new IllegalArgumentException(
          "--allow-remote goes with --url, or with a DOCKER_HOST that leads to that machine");
    }
    if (mockEngine.isPresent()
        && !mockEngine.get().matches("(unix|tcp|ssh)://[^\\s\\[\\]%^\"<>]+")) {
      throw new IllegalArgumentException("--mock-engine takes " + DockerEngine.FORMS);
    }
    Optional<String> server = Optional.ofNullable(dockerHost).flatMap(EngineHosts::remote);
    Optional<String> mock = mockEngine.flatMap(EngineHosts::remote);
    server.ifPresent(host -> refuse("DOCKER_HOST", host, allowed));
    mock.ifPresent(host -> refuse("--mock-engine", host, allowed));
    boolean serverTunnel = dockerHost != null && server.isEmpty();
    boolean mockTunnel = mockEngine.isPresent() && mock.isEmpty();
    List<String> named = new ArrayList<>(allowed);
    server.ifPresent(named::remove);
    mock.ifPresent(named::remove);
    int tunnels = (serverTunnel ? 1 : 0) + (mockTunnel ? 1 : 0);
    if (tunnels > 0 && !named.isEmpty() && named.size() != tunnels) {
      throw new IllegalArgumentException(
          tunnels == 1
              ? "--allow-remote: name the one machine that %s leads to"
                  .formatted(serverTunnel ? "DOCKER_HOST" : "--mock-engine")
              : "--allow-remote: name the machine that DOCKER_HOST leads to, then that of"
                  + " --mock-engine; this one is "
                  + LOOPBACK);
    }
    Iterator<String> next = named.iterator();
    return new EngineHosts(serverTunnel ? named(next) : server, mockTunnel ? named(next) : mock);
  }

  private static void refuse(String what, String host, List<String> allowed) {
    if (!allowed.contains(host)) {
      throw new IllegalArgumentException(
          "%s leads to %s, which is not this machine: add --allow-remote %s if you may put load on it"
              .formatted(what, host, host));
    }
  }

  private static Optional<String> remote(String address) {
    try {
      String host = URI.create(address).getHost();
      return host == null || InetAddress.getByName(host).isLoopbackAddress()
          ? Optional.empty()
          : Optional.of(host);
    } catch (UnknownHostException | IllegalArgumentException broken) {
      return Optional.empty(); // the engine's own check says what is wrong with it
    }
  }

  private static Optional<String> named(Iterator<String> hosts) {
    return hosts.hasNext()
        ? Optional.of(hosts.next()).filter(host -> !host.equals(LOOPBACK))
        : Optional.empty();
  }
}
