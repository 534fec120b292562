package flowgauge.analyze.samples;

import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads {@code samples.csv} or {@code samples.csv.gz} row by row; nothing but the visitor's own
 * state grows. Columns are found by their names, further ones are passed over.
 *
 * <p>What would make a figure wrong is an error that names file and line: a missing column, text in
 * a number, a row with too few fields, an end before its start. What can be left out is left out
 * with a warning: a cut last line, rows with an outcome that this version does not know.
 */
public final class Samples {
  /** From here on, what the JVM would compile twice costs more than a rehearsal. */
  private static final long LARGE_BYTES = 32 << 20;

  private Samples() {}

  /**
   * What reading found.
   *
   * @param rows rows read, those left out included
   * @param warnings what was passed over, a sentence each
   */
  public record Report(long rows, List<String> warnings) {}

  /**
   * Something that takes rows on one thread and can take in what another gathered on a second one.
   * The result must not depend on how rows were shared out.
   */
  public interface Mergeable<T> extends Sample.Visitor {
    /** Adds what the other gathered. */
    void merge(T other);
  }

  /**
   * Visits all rows in the file's order, on this thread.
   *
   * @throws BadSamples naming file and line
   */
  public static Report forEach(Path file, Sample.Visitor visitor) throws IOException {
    try (SampleChunks chunks = open(file)) {
      Worker worker = new Worker(chunks, parser(file, chunks), visitor);
      worker.run();
      return report(file, chunks, List.of(worker));
    }
  }

  /**
   * Gathers all rows on two threads and returns the merged whole.
   *
   * @param fresh makes an empty one; called again for rows that are read to be thrown away
   * @param report takes what reading found
   * @throws BadSamples naming file and line
   */
  public static <T extends Mergeable<T>> T gather(
      Path file, Supplier<T> fresh, Consumer<Report> report) throws IOException {
    try (SampleChunks chunks = open(file)) {
      SampleParser parser = parser(file, chunks);
      T first = fresh.get();
      Worker here = new Worker(chunks, parser, first);
      if (Files.size(file) < 1 << 20) { // a second thread would cost more than it saves
        here.run();
        report.accept(report(file, chunks, List.of(here)));
        return first;
      }
      if (Files.size(file) >= LARGE_BYTES) {
        Rehearsal.run(fresh);
      }
      T second = fresh.get();
      Worker there = new Worker(chunks, parser.copy(), second);
      Thread thread = new Thread(there, "samples-reader");
      thread.setDaemon(true);
      thread.start();
      here.run();
      join(thread);
      report.accept(report(file, chunks, List.of(here, there)));
      first.merge(second);
      return first;
    }
  }

  /** The names of a file's columns, in order. */
  public static List<String> columns(Path file) throws IOException {
    try (SampleChunks chunks = open(file)) {
      String header = chunks.header();
      return header.isEmpty()
          ? List.of()
          : Arrays.stream(header.split(",", -1)).map(String::strip).toList();
    }
  }

  private static SampleChunks open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadSamples(file, "there is no such file: this scenario has no samples");
    }
    return SampleChunks.open(file);
  }

  private static SampleParser parser(Path file, SampleChunks chunks) throws IOException {
    String header = chunks.header();
    if (header.isEmpty()) {
      throw new BadSamples(file, 1, "the file is empty, not even a header is there");
    }
    try {
      return SampleParser.of(header);
    } catch (IllegalArgumentException wrong) {
      throw new BadSamples(file, 1, wrong.getMessage());
    }
  }

  private static void join(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading samples");
    }
  }

  private static Report report(Path file, SampleChunks chunks, List<Worker> workers)
      throws IOException {
    Passed passed = new Passed();
    Worker bad = null;
    for (Worker worker : workers) {
      if (worker.failure != null) {
        throw worker.failure;
      }
      if (worker.bad != null && (bad == null || worker.badOffset < bad.badOffset)) {
        bad = worker;
      }
      passed.add(worker.parser.passed);
    }
    if (bad != null) {
      throw new BadSamples(file, chunks.lineAt(bad.badOffset), bad.bad);
    }
    return new Report(passed.rows, warnings(file, chunks, passed));
  }

  private static List<String> warnings(Path file, SampleChunks chunks, Passed passed) {
    List<String> warnings = new ArrayList<>();
    if (chunks.cut) {
      warnings.add(file + ": the compressed data is cut; what could be read is analyzed");
    }
    if (chunks.lastLineOpen) {
      warnings.add(file + ": the last line has no line end, so it may be cut; it is left out");
    }
    if (passed.unknownOutcomes > 0) {
      warnings.add(
          ("%s: %d rows have an outcome that this version does not know (such as '%s');"
                  + " they are left out of every figure")
              .formatted(file, passed.unknownOutcomes, passed.anUnknownOutcome));
    }
    if (passed.unknownPhases > 0) {
      warnings.add(
          "%s: %d rows have an unknown phase (such as '%s'); they count as steady"
              .formatted(file, passed.unknownPhases, passed.anUnknownPhase));
    }
    if (passed.blankLines > 0) {
      warnings.add("%s: %d blank lines are passed over".formatted(file, passed.blankLines));
    }
    long returns = passed.carriageReturns + (chunks.headerReturn ? 1 : 0);
    if (returns > 0 && returns < passed.lineEnds + 1) {
      warnings.add(
          file + ": line ends are mixed, as after an edit by hand; all rows are read all the same");
    }
    if (chunks.markFound) {
      warnings.add(file + ": begins with a byte order mark; it is passed over");
    }
    if (passed.rows == 0) {
      warnings.add(file + ": has no rows");
    }
    return warnings;
  }

  private static final class Worker implements Runnable {
    private final SampleChunks chunks;
    private final SampleParser parser;
    private final Sample.Visitor visitor;
    private IOException failure;
    private String bad;
    private long badOffset;

    Worker(SampleChunks chunks, SampleParser parser, Sample.Visitor visitor) {
      this.chunks = chunks;
      this.parser = parser;
      this.visitor = visitor;
    }

    @Override
    public void run() {
      SampleChunks.Chunk chunk = new SampleChunks.Chunk();
      try {
        while (chunks.next(chunk)) {
          parser.parse(chunk.bytes, chunk.from, chunk.length, visitor);
        }
      } catch (SampleParser.BadRow row) {
        bad = row.getMessage();
        badOffset = chunk.offset + row.at;
      } catch (IOException unread) {
        failure = unread;
      } catch (OutOfMemoryError tooMuch) {
        failure =
            new IOException(
                "not enough memory to analyze: take longer intervals (--interval 10), or more with"
                    + " -Xmx");
      }
    }
  }
}
