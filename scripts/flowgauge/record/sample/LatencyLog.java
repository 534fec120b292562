package flowgauge.record.sample;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes {@code latency.hlog}: successful response times in microseconds, an interval a second,
 * with the tag {@code sent} (from sending) and {@code intended} (from the intended moment). Any
 * HdrHistogram tool reads it, and logs of several drivers can be merged.
 *
 * <p>Fed by the sample writer's thread, in the order in which requests ended. {@link #recent} may
 * be called from any thread.
 */
public final class LatencyLog implements Sample.Visitor, AutoCloseable {
  private static final int DIGITS = 3;
  private static final int RECENT_SECONDS = 10;

  /**
   * What the last seconds looked like.
   *
   * @param seconds how many
   * @param succeeded successful responses in them
   * @param failed failures in them
   * @param responseTimesUs of the successful ones, from sending; not to be changed
   */
  public record Recent(int seconds, long succeeded, long failed, Histogram responseTimesUs) {}

  private record Second(Histogram sent, long failed) {}

  private final PrintStream out;
  private final HistogramLogWriter log;
  private final long intervalUs;
  private final ArrayDeque<Second> last = new ArrayDeque<>();
  private Histogram sent = tagged("sent");
  private Histogram intended = tagged("intended");
  private long failed;
  private long second;
  private volatile Second[] recent = {};

  /**
   * Opens a log.
   *
   * @param file null to write none and only keep {@link #recent}
   * @param started wall clock at the scenario's time zero
   */
  public LatencyLog(Path file, Instant started) throws IOException {
    this(file, started, Duration.ofSeconds(1));
  }

  /** A log whose intervals have another length. */
  public LatencyLog(Path file, Instant started, Duration interval) throws IOException {
    intervalUs = interval.toNanos() / 1_000;
    out =
        new PrintStream(
            file == null
                ? java.io.OutputStream.nullOutputStream()
                : new java.io.BufferedOutputStream(Files.newOutputStream(file)),
            false,
            StandardCharsets.UTF_8);
    log = new HistogramLogWriter(out);
    log.outputComment("[flowgauge: response times in microseconds, tags sent and intended]");
    log.outputLogFormatVersion();
    log.outputStartTime(started.toEpochMilli());
    log.setBaseTime(started.toEpochMilli());
    log.outputBaseTime(started.toEpochMilli());
    log.outputLegend();
  }

  private static Histogram tagged(String tag) {
    Histogram histogram = new Histogram(DIGITS);
    histogram.setTag(tag);
    return histogram;
  }

  @Override
  public void row(Sample sample) {
    long now = sample.endUs() / intervalUs;
    if (now > second) {
      roll(now);
    }
    Outcome outcome = sample.outcome();
    if (outcome == Outcome.OK) {
      sent.recordValue(Math.max(0, sample.responseUs()));
      intended.recordValue(Math.max(0, sample.intendedResponseUs()));
    } else if (outcome.failed()) {
      failed++;
    }
  }

  private void roll(long now) {
    write(sent);
    write(intended);
    out.flush();
    last.addLast(new Second(sent, failed));
    for (long empty = second + 1; empty < Math.min(now, second + RECENT_SECONDS); empty++) {
      last.addLast(new Second(new Histogram(DIGITS), 0));
    }
    while (last.size() > RECENT_SECONDS) {
      last.removeFirst();
    }
    recent = last.toArray(Second[]::new);
    sent = tagged("sent");
    intended = tagged("intended");
    failed = 0;
    second = now;
  }

  private void write(Histogram histogram) {
    if (histogram.getTotalCount() > 0) {
      double from = second * (intervalUs / 1e6);
      log.outputIntervalHistogram(from, from + intervalUs / 1e6, histogram, 1000.0);
    }
  }

  /** The last ten whole seconds that saw a request end; from any thread. */
  public Recent recent() {
    Second[] seconds = recent;
    Histogram sum = new Histogram(DIGITS);
    long failures = 0;
    for (Second each : seconds) {
      sum.add(each.sent());
      failures += each.failed();
    }
    return new Recent(seconds.length, sum.getTotalCount(), failures, sum);
  }

  /** Writes the last interval and closes the file; call it once the writer is closed. */
  @Override
  public void close() {
    write(sent);
    write(intended);
    out.close();
  }
}
