import flowgauge.record.sample.Column;
import flowgauge.record.sample.LatencyLog;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.record.sample.Tally;
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
    Sample sample = new Sample();
    long from = System.nanoTime();
    try (LatencyLog log = new LatencyLog(file.resolveSibling("latency.hlog"), Instant.now());
        SampleWriter writer = SampleWriter.start(queue, file, List.of(log, new Tally()))) {
      for (long i = 0; i < samples; i++) {
        long sentUs = i * 6;
        queue.put(
            sample
                .set(Column.REQUEST, i)
                .set(Column.USER, i % CONNECTIONS)
                .on(i % CONNECTIONS, i >= CONNECTIONS, 1)
                .set(Column.INTENDED_US, sentUs)
                .set(Column.SENT_US, sentUs)
                .set(Column.FIRST_BYTE_US, sentUs + 300 + i % 97)
                .set(Column.END_US, sentUs + 310 + i % 97)
                .set(Column.IN_FLIGHT, CONNECTIONS)
                .set(Outcome.OK)
                .set(Column.STATUS, 200)
                .set(Column.RESPONSE_BYTES, 70)
                .set(Column.NODE_US, 250_123)
                .set(Column.BACKEND_US, 100_234));
      }
    }
    System.out.println((System.nanoTime() - from) / 1e9 + " " + queue.waited());
  }
}
