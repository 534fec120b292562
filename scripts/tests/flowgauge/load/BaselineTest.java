package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.load.schedule.RunClock;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import flowgauge.record.sample.Sample;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.scenario.ServerTimes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** One request at a time, against a server that knows what it was asked. */
class BaselineTest {
  private static final int SERVICE_MS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  private ScriptedServer steady() throws Exception {
    return new ScriptedServer(
        (n, socket, out) -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          TimeUnit.MILLISECONDS.sleep(SERVICE_MS);
          inside.decrementAndGet();
          out.write(ScriptedServer.ok("x"));
        });
  }

  private static Baseline.Length length(long leastMs, long mostMs, int enough) {
    return new Baseline.Length(
        Duration.ofMillis(leastMs), Duration.ofMillis(mostMs), PATIENCE, enough);
  }

  private static void ask(Baseline baseline, Baseline.Length length) throws Exception {
    baseline.ask(
        Recorded.GET, ServerTimes.NONE, Recorded.users(9, Duration.ZERO, Duration.ZERO), length);
  }

  /** Its rows beside a load whose clock begins so much later. */
  private static List<Sample> recorded(Baseline baseline, RunClock load) throws Exception {
    List<Sample> samples = new ArrayList<>();
    SampleQueue queue = new SampleQueue(1 << 12);
    try (SampleWriter reading =
        SampleWriter.listening(queue, List.of(row -> samples.add(row.copy())))) {
      baseline.record(queue, load);
    }
    return samples;
  }

  @Test
  void asksUntilItHasEnoughAndNeverTwoAtOnce() throws Exception {
    List<Sample> rows;
    try (ScriptedServer server = steady();
        Baseline baseline = new Baseline(server.uri(), new RequestNumbers(100, 7))) {
      ask(baseline, length(0, 60_000, 12));
      rows = recorded(baseline, new RunClock(System.nanoTime() + 1_000_000));
      assertEquals(server.requests.get(), rows.size());
      assertEquals(new RequestNumbers(100 + rows.size(), 8), baseline.next());
      assertFalse(baseline.failed());
    }
    assertEquals(1, most.get());
    assertTrue(rows.size() >= 12 && rows.size() <= 40, rows.size() + " rows for 12 answers");
    for (int i = 0; i < rows.size(); i++) {
      Sample row = rows.get(i);
      assertEquals(100 + i, row.request());
      assertEquals(Outcome.OK, row.outcome());
      assertEquals(Phase.BASELINE, row.phase());
      assertEquals(Sample.ABSENT, row.user());
      assertEquals(1, row.inFlight());
      assertTrue(row.endUs() < 0, "ahead of the load: " + row);
      assertTrue(row.endUs() - row.sentUs() >= SERVICE_MS * 1_000, row.toString());
      if (i > 0) {
        assertTrue(row.sentUs() >= rows.get(i - 1).endUs() + 5_000, "a pause before " + row);
      }
    }
  }

  @Test
  void asksForAsLongAsItIsToldWhereThereIsNoEnough() throws Exception {
    long from = System.nanoTime(); // ahead of the baseline's own clock
    try (ScriptedServer server = steady();
        Baseline baseline = new Baseline(server.uri(), RequestNumbers.FIRST)) {
      ask(baseline, length(400, 400, Integer.MAX_VALUE));
      long tookMs = (System.nanoTime() - from) / 1_000_000;
      List<Sample> rows = recorded(baseline, new RunClock(from));
      assertTrue(tookMs >= 400, "took " + tookMs);
      assertTrue(rows.stream().allMatch(row -> row.sentUs() >= 0 && row.outcome() == Outcome.OK));
      assertEquals(server.requests.get(), rows.size());
    }
  }

  @Test
  void waitsForTheLastAnswerAndGoesOnBehindFailuresButNotForEver() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server =
            new ScriptedServer(
                (n, socket, out) -> {
                  if (asked.getAndIncrement() % 2 == 0) {
                    socket.close();
                  } else {
                    TimeUnit.MILLISECONDS.sleep(3_500); // beyond the baseline's end
                    out.write(ScriptedServer.ok("x"));
                  }
                });
        Baseline baseline = new Baseline(server.uri(), RequestNumbers.FIRST)) {
      ask(baseline, length(3_000, 3_000, 9));
      List<Sample> rows = recorded(baseline, new RunClock(System.nanoTime()));
      assertEquals(Outcome.OK, rows.get(rows.size() - 1).outcome(), rows.toString());
      assertEquals(2, rows.size());
      assertFalse(baseline.failed());
    }
    try (Baseline baseline = new Baseline(URI.create("http://127.0.0.1:1"), RequestNumbers.FIRST)) {
      ask(baseline, length(60_000, 60_000, 30));
      assertTrue(baseline.failed());
      assertTrue(recorded(baseline, new RunClock(System.nanoTime())).size() >= 5);
    }
  }

  @Test
  void whatIsInFlightWhenItIsAbortedIsUnfinished() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server =
            new ScriptedServer(
                (n, socket, out) -> {
                  asked.incrementAndGet();
                  TimeUnit.SECONDS.sleep(60);
                });
        Baseline baseline = new Baseline(server.uri(), RequestNumbers.FIRST)) {
      Thread aborting =
          new Thread(
              () -> {
                while (asked.get() == 0) {
                  LockSupport.parkNanos(1_000_000);
                }
                baseline.abort("interrupted");
              });
      aborting.start();
      ask(baseline, length(60_000, 60_000, 1));
      aborting.join();
      List<Sample> rows = recorded(baseline, new RunClock(System.nanoTime()));
      assertEquals(List.of(Outcome.UNFINISHED), rows.stream().map(Sample::outcome).toList());
    }
  }
}
