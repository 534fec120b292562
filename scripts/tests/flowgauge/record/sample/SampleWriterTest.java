package flowgauge.record.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import faults.Mounted;
import faults.Rows;
import flowgauge.analyze.samples.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleWriterTest {
  private static final long SEED = 4711;

  @TempDir Path folder;

  private static long any(SplittableRandom random) {
    return random.nextInt(8) == 0 ? Sample.ABSENT : random.nextLong(1L << random.nextInt(1, 62));
  }

  private static Sample random(SplittableRandom random, long request) {
    return new Sample()
        .set(Column.REQUEST, request)
        .set(Column.USER, random.nextInt(-1, 100_000))
        .on(any(random), random.nextBoolean(), any(random))
        .set(Column.INTENDED_US, any(random))
        .set(Column.SENT_US, any(random))
        .set(Column.CONNECT_US, any(random))
        .set(Column.FIRST_BYTE_US, any(random))
        .set(Column.END_US, any(random))
        .set(Column.IN_FLIGHT, random.nextInt(1, 1_000_000_000))
        .set(Outcome.values()[random.nextInt(Outcome.values().length)])
        .set(Column.STATUS, random.nextInt(-1, 600))
        .set(Column.RESPONSE_BYTES, any(random))
        .set(Column.NODE_US, any(random))
        .set(Column.BACKEND_US, any(random))
        .set(Phase.values()[random.nextInt(Phase.values().length)])
        .set(Column.RETRIES, random.nextInt(2));
  }

  /** One that a server could have answered. */
  private static Sample answered(long request) {
    SplittableRandom random = new SplittableRandom(request);
    long sentUs = request * 1_000 + random.nextInt(1_000);
    long firstByteUs = sentUs + random.nextInt(1_000_000);
    return new Sample()
        .set(Column.REQUEST, request)
        .set(Column.USER, random.nextInt(100))
        .on(random.nextInt(100), true, random.nextInt(1_000_000))
        .set(Column.INTENDED_US, sentUs)
        .set(Column.SENT_US, sentUs)
        .set(Column.FIRST_BYTE_US, firstByteUs)
        .set(Column.END_US, firstByteUs + random.nextInt(1_000))
        .set(Column.IN_FLIGHT, random.nextInt(1, 100))
        .set(Outcome.OK)
        .set(Column.STATUS, 200)
        .set(Column.RESPONSE_BYTES, random.nextInt(1_000))
        .set(Phase.STEADY);
  }

  @Test
  void momentsAheadOfTheLoadHaveASign() throws IOException {
    Sample sample = answered(1).shifted(-7_000_000).in(Phase.BASELINE);
    SampleQueue queue = new SampleQueue(4);
    Path plain = folder.resolve("samples.csv");
    try (SampleWriter writer = SampleWriter.start(queue, plain, List.of())) {
      queue.put(sample);
    }
    assertEquals(List.of(SampleCsv.header(), SampleCsv.format(sample)), Files.readAllLines(plain));
    assertEquals(
        Long.toString(answered(1).sentUs() - 7_000_000), SampleCsv.format(sample).split(",")[6]);
  }

  @Test
  void rowsAreWhatTheSamplesSayDigitForDigit() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> expected = new ArrayList<>(List.of(SampleCsv.header()));
    SampleQueue queue = new SampleQueue(1 << 10);
    Path plain = folder.resolve("samples.csv");
    try (SampleWriter writer = SampleWriter.start(queue, plain, List.of())) {
      for (int i = 0; i < 50_000; i++) {
        Sample sample = random(random, i);
        expected.add(SampleCsv.format(sample));
        queue.put(sample);
      }
    }
    assertEquals(expected, Files.readAllLines(plain), "seed " + SEED);
  }

  @Test
  void aWriterThatFallsBehindLosesNothingAndSaysHowManyWaited() throws Exception {
    CountDownLatch full = new CountDownLatch(1);
    List<Long> seen = new ArrayList<>();
    SampleQueue queue = new SampleQueue(16);
    Sample.Visitor slow =
        cursor -> {
          try {
            full.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          seen.add(cursor.request());
        };
    Thread watching =
        new Thread(
            () -> {
              while (queue.waited() == 0) {
                Thread.onSpinWait();
              }
              full.countDown();
            });
    watching.start();
    try (SampleWriter writer = SampleWriter.listening(queue, List.of(slow))) {
      for (int i = 0; i < 1000; i++) {
        queue.put(random(new SplittableRandom(i), i));
      }
    }
    assertTrue(queue.waited() >= 1);
    assertEquals(1000, seen.size());
    for (int i = 0; i < 1000; i++) {
      assertEquals(i, seen.get(i));
    }
  }

  @Test
  void compressedFilesHoldEveryRow() throws IOException {
    Path file = folder.resolve("samples.csv.gz");
    SampleQueue queue = new SampleQueue(1 << 10);
    try (SampleWriter writer = SampleWriter.start(queue, file, List.of())) {
      for (int i = 0; i < 5_000; i++) {
        queue.put(random(new SplittableRandom(i), i));
      }
    }
    byte[] all = Files.readAllBytes(file);
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(all)).readAllBytes(),
            StandardCharsets.UTF_8);
    assertEquals(5_001, text.lines().count());
  }

  @Test
  void aFullDiskIsToldAtTheEndAndSamplesGoOnToTheListeners() throws IOException {
    OutputStream full =
        new OutputStream() {
          private int room = 1 << 20;

          @Override
          public void write(int b) throws IOException {
            if (--room < 0) {
              throw new IOException("No space left on device");
            }
          }
        };
    SampleQueue queue = new SampleQueue(1 << 10);
    long[] seen = {0};
    IOException failure = null;
    try (SampleWriter failing = SampleWriter.start(queue, full, List.of(c -> seen[0]++))) {
      for (int i = 0; i < 50_000; i++) {
        queue.put(random(new SplittableRandom(i), i));
      }
    } catch (IOException e) {
      failure = e;
    }
    assertTrue(failure != null, "close tells it");
    assertEquals(50_000, seen[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"samples.csv", "samples.csv.gz"})
  void aFileIsReadableFromTheFirstMomentOn(String name) throws Exception {
    Path file = folder.resolve(name);
    try (SampleWriter writer = SampleWriter.start(new SampleQueue(16), file, List.of())) {
      assertEquals(0, Samples.forEach(file, row -> {}).rows());
    }
  }

  /** On a full disk that has room again before the file is closed: nothing may follow the gap. */
  @ParameterizedTest
  @ValueSource(strings = {"samples.csv", "samples.csv.gz"})
  void aFullDiskLeavesWhatCameBeforeItWhole(String name) throws Exception {
    Path disk = folder.resolve("disk");
    try (Mounted small = Mounted.on(disk, "size=256k")) {
      Path file = disk.resolve(name);
      SampleQueue queue = new SampleQueue(1 << 10);
      SampleWriter writer = SampleWriter.start(queue, file, List.of());
      int put = 0;
      while (put < 100) {
        queue.put(answered(put++));
      }
      while (Rows.of(file).size() < 100) { // flushed every second
        TimeUnit.MILLISECONDS.sleep(20);
      }
      Path filler = Files.write(disk.resolve("filler"), new byte[100_000]);
      while (writer.failure() == null) {
        queue.put(answered(put++));
      }
      Files.delete(filler);
      IOException told = assertThrows(IOException.class, writer::close);
      assertTrue(told.getMessage().contains(name + ": No space left"), told.getMessage());

      Rows rows = Rows.of(file);
      assertTrue(rows.size() >= 100 && rows.size() < put, rows.size() + " of " + put);
      assertEquals(
          LongStream.range(0, rows.size()).mapToObj(i -> SampleCsv.format(answered(i))).toList(),
          rows.lines());
      List<Long> read = new ArrayList<>();
      Samples.Report report = Samples.forEach(file, row -> read.add(row.request()));
      assertEquals(rows.size(), read.size());
      assertEquals(
          name.endsWith(".gz"),
          report.warnings().stream().anyMatch(warning -> warning.contains("data is cut")));
    }
  }

  @Test
  void withoutMemoryEachSampleIsStillTakenOnce() {
    SampleQueue queue = new SampleQueue(1 << 4);
    List<Long> seen = new ArrayList<>();
    RuntimeException nothingFits =
        new RuntimeException() {
          @Override
          public String toString() {
            throw new OutOfMemoryError("what it says has no room either");
          }
        };
    SampleWriter writer =
        SampleWriter.listening(
            queue,
            List.of(
                sample -> {
                  seen.add(sample.request());
                  throw nothingFits;
                }));
    for (int i = 0; i < 100; i++) {
      queue.put(answered(i));
    }
    IOException told = assertThrows(IOException.class, writer::close);
    assertTrue(told.getMessage().startsWith("out of memory"), told.getMessage());
    assertEquals(LongStream.range(0, 100).boxed().toList(), seen);
  }

  @Test
  void theLatencyLogIsReadByHdrHistogramAndHoldsEverySuccess() throws IOException {
    Path file = folder.resolve("latency.hlog");
    SplittableRandom random = new SplittableRandom(SEED);
    SampleQueue queue = new SampleQueue(1 << 10);
    Instant started = Instant.parse("2026-03-01T12:00:00Z");
    long expected = 0;
    try (LatencyLog log = new LatencyLog(file, started);
        SampleWriter writer = SampleWriter.listening(queue, List.of(log))) {
      for (int i = 0; i < 20_000; i++) {
        long sent = i * 500L;
        boolean ok = random.nextInt(10) > 0;
        if (ok) {
          expected++;
        }
        queue.put(
            new Sample()
                .set(Column.REQUEST, i)
                .set(Column.INTENDED_US, sent - 100)
                .set(Column.SENT_US, sent)
                .set(Column.END_US, 2_000_000 + sent)
                .set(ok ? Outcome.OK : Outcome.REMOTE_CLOSED));
      }
    }
    HistogramLogReader reader = new HistogramLogReader(file.toFile());
    long sentCount = 0;
    long intendedCount = 0;
    while (reader.hasNext()) {
      EncodableHistogram each = reader.nextIntervalHistogram();
      if ("sent".equals(each.getTag())) {
        sentCount += ((Histogram) each).getTotalCount();
        assertEquals(2_000_000, ((Histogram) each).getMaxValue(), 2_000);
      } else {
        assertEquals("intended", each.getTag());
        intendedCount += ((Histogram) each).getTotalCount();
        assertEquals(2_000_100, ((Histogram) each).getMaxValue(), 2_000);
      }
    }
    assertEquals(expected, sentCount);
    assertEquals(expected, intendedCount);
    assertEquals(started.getEpochSecond(), reader.getStartTimeSec(), 0.001);
  }
}
