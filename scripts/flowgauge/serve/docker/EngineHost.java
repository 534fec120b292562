package flowgauge.serve.docker;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** The machine that the engine, and so the containers, are on. */
public final class EngineHost {
  private EngineHost() {}

  /**
   * Its name where it is not this one: the host of {@code DOCKER_HOST}, or, where that leads into a
   * tunnel of this machine's, the one that the user names.
   *
   * @param address {@code DOCKER_HOST}, or null
   * @param allowed the hosts that the user allows to put load on
   * @throws IllegalArgumentException in words, if the user does not allow it
   */
  public static Optional<String> elsewhere(String address, List<String> allowed) {
    if (address == null && !allowed.isEmpty()) {
      throw new IllegalArgumentException(
          "--allow-remote goes with --url, or with a DOCKER_HOST that leads to that machine");
    }
    Optional<String> host = Optional.ofNullable(address).flatMap(EngineHost::remote);
    if (host.isPresent() && !allowed.contains(host.get())) {
      throw new IllegalArgumentException(
          "DOCKER_HOST leads to %s, which is not this machine: add --allow-remote %s if you may put load on it"
              .formatted(host.get(), host.get()));
    }
    if (host.isEmpty() && allowed.size() > 1) {
      throw new IllegalArgumentException(
          "--allow-remote: name the one machine that DOCKER_HOST leads to");
    }
    return host.or(() -> allowed.stream().findFirst());
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
}
