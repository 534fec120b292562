package flowgauge.serve.docker;

import flowgauge.serve.server.ServeException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An engine beside the usual one, and how it is spoken to.
 *
 * @param uri {@code unix:///PATH} or {@code tcp://HOST:PORT}
 * @param certificates the folder of those for TLS; empty to speak without it
 */
record EngineAddress(URI uri, Optional<Path> certificates) {
  private static final List<String> FILES = List.of("ca.pem", "cert.pem", "key.pem");

  /**
   * The mock API's: with the certificates of FLOWGAUGE_MOCK_CERT_PATH, else with those that
   * docker's own command takes.
   */
  static EngineAddress ofMock(String address, Map<String, String> environment) {
    URI uri = URI.create(address);
    Optional<String> own = given(environment, "FLOWGAUGE_MOCK_CERT_PATH");
    Optional<String> dockers =
        given(environment, "DOCKER_TLS_VERIFY")
            .map(
                verified ->
                    given(environment, "DOCKER_CERT_PATH")
                        .orElse(System.getProperty("user.home") + "/.docker"));
    return new EngineAddress(
        uri, own.or(() -> dockers).filter(any -> "tcp".equals(uri.getScheme())).map(Path::of));
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** Refuses a folder that lacks a certificate: the client would speak without TLS. */
  void check() throws ServeException {
    for (Path folder : certificates.stream().toList()) {
      if (!FILES.stream().allMatch(name -> Files.isReadable(folder.resolve(name)))) {
        throw new ServeException(
            "%s lacks one of %s: set DOCKER_CERT_PATH, or FLOWGAUGE_MOCK_CERT_PATH where those of"
                    .formatted(folder, String.join(", ", FILES))
                + " the mock's engine are others");
      }
    }
  }

  /** The form that {@link #read} takes. */
  List<String> lines() {
    return Stream.concat(Stream.of(uri.toString()), certificates.map(Path::toString).stream())
        .toList();
  }

  /** That of such lines; empty for none. */
  static Optional<EngineAddress> read(List<String> lines) {
    return lines.stream()
        .findFirst()
        .map(
            uri ->
                new EngineAddress(
                    URI.create(uri), lines.stream().skip(1).findFirst().map(Path::of)));
  }
}
