package flowgauge.bench;

import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.Scenario;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** One request ahead of the load, so that a mistake shows before minutes are spent on it. */
final class Preflight {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Preflight() {}

  /**
   * Sends it.
   *
   * @return a warning if its answer was none or had a status of 400 or above
   * @throws BenchException if there was no connection
   */
  static Optional<String> check(URI base, Scenario scenario, LoadProfile load)
      throws BenchException, InterruptedException {
    // put together as text: resolving "//score" would make it a host
    URI uri =
        URI.create(base.getScheme() + "://" + base.getRawAuthority() + scenario.target().path());
    Duration patience = load.timeout().compareTo(PATIENCE) < 0 ? load.timeout() : PATIENCE;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(patience)
            .method(
                scenario.target().method(),
                scenario.target().body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(scenario.target().body()));
    try {
      scenario.target().headers().forEach(request::header);
      HttpResponse<Void> response =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .proxy(HttpClient.Builder.NO_PROXY) // as the driver
              .connectTimeout(load.connectTimeout())
              .build()
              .send(request.build(), HttpResponse.BodyHandlers.discarding());
      return response.statusCode() >= 400
          ? Optional.of(
              "a first request to %s was answered with status %d: expect failures"
                  .formatted(shown(uri), response.statusCode()))
          : Optional.empty();
    } catch (HttpConnectTimeoutException slow) {
      throw new BenchException(
          shown(uri)
              + " can't be reached: no connection within "
              + load.connectTimeout().toSeconds()
              + " s",
          slow);
    } catch (HttpTimeoutException slow) {
      return Optional.of(
          "a first request to %s was not answered within %d s"
              .formatted(shown(uri), patience.toSeconds()));
    } catch (SSLException broken) {
      throw new BenchException(
          shown(uri) + " can't be reached: TLS failed (" + broken.getMessage() + ")", broken);
    } catch (ConnectException | UnresolvedAddressException refused) {
      throw new BenchException(
          shown(uri) + " can't be reached: check that the server runs and the address is right",
          refused);
    } catch (IOException closed) {
      return Optional.of(
          "a first request to %s got no whole answer (%s): expect failures"
              .formatted(shown(uri), closed.getMessage()));
    } catch (IllegalArgumentException restricted) {
      return Optional.empty(); // a header that only the driver can send
    }
  }

  /** An address without what may be secret in it. */
  static String shown(URI uri) {
    return uri.getScheme()
        + "://"
        + uri.getRawAuthority().replaceAll("^.*@", "")
        + (uri.getRawPath() == null ? "" : uri.getRawPath());
  }
}
