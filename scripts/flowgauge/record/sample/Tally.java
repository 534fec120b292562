package flowgauge.record.sample;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Counts a scenario's samples as they are written: what the conditions and the verdict on the
 * driver are judged by. Fed by the sample writer's thread; read once the writer is closed. Baseline
 * and warm-up are left out.
 */
public final class Tally implements Sample.Visitor {
  private final Histogram responseTimesUs = new Histogram(3);
  private final Map<Measure, Histogram> streams = new EnumMap<>(Measure.class);
  private final Histogram latenessUs = new Histogram(3);
  private long succeeded;
  private long failed;
  private long sumResponseUs;
  private long requests;

  @Override
  public void row(Sample sample) {
    Outcome outcome = sample.outcome();
    if (outcome == Outcome.NOT_SENT) {
      return;
    }
    requests++;
    sumResponseUs += sample.endUs() - sample.sentUs();
    if (sample.phase() == Phase.WARM_UP || !sample.phase().ofLoad()) {
      return;
    }
    latenessUs.recordValue(Math.max(0, sample.sentUs() - sample.intendedUs()));
    if (outcome == Outcome.OK) {
      succeeded++;
      responseTimesUs.recordValue(Math.max(0, sample.responseUs()));
      if (sample.events() >= 0) {
        stream(sample);
      }
    } else if (outcome.failed()) {
      failed++;
    }
  }

  private void stream(Sample sample) {
    for (Measure measure : Measure.OF_STREAMS) {
      long us = measure.us(sample);
      if (us >= 0) {
        streams.computeIfAbsent(measure, any -> new Histogram(3)).recordValue(us);
      }
    }
  }

  /** A measure of successful requests, microseconds; empty where none has it. */
  public Histogram times(Measure measure) {
    return measure == Measure.RESPONSE
        ? responseTimesUs
        : streams.getOrDefault(measure, new Histogram(3));
  }

  /** Successful response times from sending, microseconds. */
  public Histogram responseTimesUs() {
    return responseTimesUs;
  }

  /** How late requests were sent against the schedule, microseconds. */
  public Histogram latenessUs() {
    return latenessUs;
  }

  /** Successful responses. */
  public long succeeded() {
    return succeeded;
  }

  /** Failures. */
  public long failed() {
    return failed;
  }

  /** Rows of requests that were sent, baseline and warm-up included. */
  public long requests() {
    return requests;
  }

  /** The sum of all their response times, whatever their outcome, baseline and warm-up included. */
  public long sumResponseUs() {
    return sumResponseUs;
  }
}
