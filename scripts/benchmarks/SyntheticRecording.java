import flowgauge.record.LatencyLog;
import flowgauge.record.Outcome;
import flowgauge.record.Phase;
import flowgauge.record.SampleQueue;
import flowgauge.record.SampleWriter;
import flowgauge.record.Tally;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Puts made-up samples through the queue and the writer as fast as they go. */
final class SyntheticRecording {
  private static final int CONNECTIONS = 64;

  private SyntheticRecording() {}

  /** The arguments are the file and how many samples; prints {@code seconds waited}. */
  public static void main(String... args) throws Exception {
    long samples = Long.parseLong(args[1]);
    SampleQueue queue = new SampleQueue();
    Path file = Path.of(args[0]);
    long from = System.nanoTime();
    try (LatencyLog log = new LatencyLog(file.resolveSibling("latency.hlog"), Instant.now());
        SampleWriter writer = SampleWriter.start(queue, file, List.of(log, new Tally()))) {
      for (long i = 0; i < samples; i++) {
        long sentUs = i * 6;
        queue.put(
            i,
            (int) (i % CONNECTIONS),
            i % CONNECTIONS,
            i >= CONNECTIONS,
            1,
            sentUs,
            sentUs,
            -1,
            sentUs + 300 + i % 97,
            sentUs + 310 + i % 97,
            CONNECTIONS,
            Outcome.OK,
            200,
            70,
            250_123,
            100_234,
            Phase.STEADY,
            0);
      }
    }
    System.out.println((System.nanoTime() - from) / 1e9 + " " + queue.waited());
  }
}
