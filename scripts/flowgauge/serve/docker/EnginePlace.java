package flowgauge.serve.docker;

import flowgauge.serve.server.ServeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where containers go, and at which address their port is published.
 *
 * @param host the machine, where that is not this one
 * @param published an address of that machine's, the only one
 * @param apart whether servers that call them are on another engine, and so come by that address
 */
record EnginePlace(
    DockerEngine engine, Optional<String> host, InetAddress published, boolean apart) {
  private static final int ANY_PORT = 9;

  /**
   * Of servers that are called from here: loopback, or the address by which the host is reached.
   */
  static EnginePlace of(DockerEngine engine, Optional<String> host) throws ServeException {
    return new EnginePlace(engine, host, address(host.orElse("127.0.0.1")), false);
  }

  /**
   * Of servers that are called from another engine.
   *
   * @param here an address of this machine's that the other engine's containers reach
   */
  static EnginePlace apart(DockerEngine engine, Optional<String> host, InetAddress here)
      throws ServeException {
    return new EnginePlace(engine, host, host.isPresent() ? address(host.get()) : here, true);
  }

  private static InetAddress address(String host) throws ServeException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new ServeException("no machine is called " + host, unknown);
    }
  }

  /** The address of this machine's by which another reaches it. Nothing is sent. */
  static InetAddress towards(String host) throws ServeException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(address(host), ANY_PORT);
      if (!socket.getLocalAddress().isAnyLocalAddress()) {
        return socket.getLocalAddress();
      }
    } catch (IOException | UncheckedIOException unreachable) {
      // said below
    }
    throw new ServeException(
        "no address of this machine's is known by which %s reaches it".formatted(host));
  }

  /** The published address as a URL has it. */
  String inUrl() {
    String text = published.getHostAddress();
    return published instanceof Inet6Address ? "[" + text + "]" : text;
  }
}
