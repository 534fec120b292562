package flowgauge.serve.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Statistics;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.server.Usage;
import flowgauge.serve.server.UsageProbe;
import java.io.IOException;
import java.util.Optional;

/**
 * What a container uses by the engine's own statistics, which come about once a second: for an
 * engine whose processes this machine's /proc does not show, as in a virtual machine.
 */
public final class EngineProbe implements UsageProbe {
  private static final int NANOS_PER_MICRO = 1_000;

  private volatile Statistics latest;
  private final ResultCallback.Adapter<Statistics> stream =
      new ResultCallback.Adapter<>() {
        @Override
        public void onNext(Statistics statistics) {
          latest = statistics;
        }
      };

  public EngineProbe(DockerClient client, String container) {
    client.statsCmd(container).exec(stream);
  }

  /** Of a container of an engine; one that tells nothing where that does not answer. */
  static UsageProbe of(DockerEngine engine, String container) {
    try {
      return new EngineProbe(engine.client(), container);
    } catch (ServeException unreachable) {
      return () -> Usage.NOTHING;
    }
  }

  @Override
  public Usage usage() {
    Optional<Statistics> now = Optional.ofNullable(latest);
    return new Usage(
        now.map(s -> s.getCpuStats().getCpuUsage().getTotalUsage()).orElse(Usage.ABSENT),
        now.map(s -> s.getMemoryStats().getUsage()).orElse(Usage.ABSENT),
        Usage.ABSENT,
        now.map(s -> s.getPidsStats().getCurrent()).orElse(Usage.ABSENT),
        Usage.ABSENT,
        Usage.ABSENT,
        now.map(s -> s.getCpuStats().getThrottlingData().getThrottledTime() / NANOS_PER_MICRO)
            .orElse(Usage.ABSENT),
        Usage.ABSENT,
        Usage.ABSENT,
        Usage.ABSENT);
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException ended) {
      // The stream is over either way.
    }
  }
}
