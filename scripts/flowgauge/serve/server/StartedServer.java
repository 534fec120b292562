package flowgauge.serve.server;

import flowgauge.record.ServerInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A server that flowgauge started, whatever it runs in. */
public record StartedServer(
    URI base,
    ServerInfo info,
    Optional<URI> mock,
    Map<String, String> versions,
    List<WatchedPart> parts,
    Supplier<Optional<String>> end,
    Cleanup cleanup)
    implements Server {

  @Override
  public Optional<Long> mockRequests() throws ServeException {
    return mock.isPresent() ? MockCount.at(mock.get()) : Optional.empty();
  }

  @Override
  public Optional<String> failure() {
    return end.get();
  }

  @Override
  public void close() {
    cleanup.close();
  }
}
