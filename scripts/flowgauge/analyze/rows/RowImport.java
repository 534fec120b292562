package flowgauge.analyze.rows;

import static flowgauge.analyze.statistics.Figures.format;

import flowgauge.analyze.group.Gathered;
import flowgauge.analyze.group.Grouped;
import flowgauge.analyze.group.Labels;
import flowgauge.analyze.samples.BadSamples;
import flowgauge.analyze.samples.Samples;
import flowgauge.analyze.summary.Summaries;
import flowgauge.record.LabelInfo;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From a file's rows to {@code samples.csv}, a scenario for each run in the file. Rows are read
 * once, sorted by their start outside memory, and gone through twice: to find the runs and when all
 * users were there, and to write.
 */
final class RowImport {
  private final RowFormat format;
  private final Source source;
  private final Told told;
  private final RunFolder folder;
  private final Progress progress;
  private final List<RunPart> parts = new ArrayList<>();
  private final List<ScenarioInfo> scenarios = new ArrayList<>();
  private final Map<String, Grouped> labels = new LinkedHashMap<>();
  private RowSink sink;

  RowImport(RowFormat format, Source source, Told told, RunFolder folder, Progress progress) {
    this.format = format;
    this.source = source;
    this.told = told;
    this.folder = folder;
    this.progress = progress;
  }

  Imported run() throws IOException {
    try (RowSort sort = new RowSort(folder.path())) {
      sink = new RowSink(sort, told.only());
      format.reader().rows(source, told, sink, progress);
      if (sort.count() == 0) {
        throw new BadSamples(source.path(), nothing());
      }
      RowFilter filter = findParts(sort);
      note(filter);
      write(sort);
    }
    folder.write(new ImportedRun(told, format.name()).run(scenarios));
    return new Imported(sink.notes, labels);
  }

  private String nothing() {
    return told.only().isEmpty()
        ? "has no request"
        : "has no request named '%s'; there are %s"
            .formatted(
                told.only().get(),
                String.join(", ", sink.names().subList(0, Math.min(20, sink.names().size()))));
  }

  private RowFilter findParts(RowSort sort) throws IOException {
    RowFilter filter = new RowFilter(sink, sort.count());
    sort.forEach(
        row -> {
          if (filter.counts(row)) {
            RunPart last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
            if (last == null || last.over(row)) {
              parts.add(new RunPart(row));
            } else {
              last.add(row);
            }
          }
        });
    parts.forEach(RunPart::close);
    return filter;
  }

  private void note(RowFilter filter) {
    List<String> notes = sink.notes;
    sink.note(
        filter.steps,
        "%,d rows are steps of requests that are there as a whole (redirects, say); they are"
            + " left out");
    sink.note(filter.sums, "%,d rows are sums of other rows (transactions); they are left out");
    sink.note(
        sink.neverSent,
        "%,d arrivals were never sent, as the tool says: the load was lower than asked for");
    sink.note(sink.others, "%,d requests of other names are left out");
    if (parts.size() > 1) {
      notes.add(
          format(
              "the file holds %d runs, one appended to the other, the first of %s and the last of"
                  + " %s: each is a scenario",
              parts.size(),
              instant(parts.get(0).startUs),
              instant(parts.get(parts.size() - 1).startUs)));
    }
  }

  private static Instant instant(long us) {
    return Instant.ofEpochSecond(us / 1_000_000, us % 1_000_000 * 1_000);
  }

  private void write(RowSort sort) throws IOException {
    try (Writing writing = new Writing(sort.count())) {
      RowFilter filter = new RowFilter(sink, sort.count());
      sort.forEach(
          row -> {
            if (filter.counts(row)) {
              writing.row(row);
            }
          });
    }
  }

  private final class Writing implements AutoCloseable {
    private final long rows;
    private int at = -1;
    private long inPart;
    private long all;
    private PartWriter writer;

    Writing(long rows) {
      this.rows = rows;
    }

    void row(ForeignRow row) throws IOException {
      if (writer == null || inPart == parts.get(at).rows) {
        close();
        at++;
        inPart = 0;
        Path file = folder.scenario(name()).resolve("samples.csv");
        writer = new PartWriter(parts.get(at), file, sink.coarse);
      }
      writer.add(row);
      inPart++;
      if ((++all & 0xffff) == 0) {
        progress.at((double) all / rows, "writing");
      }
    }

    private String name() {
      return parts.size() == 1 ? told.scenario() : told.scenario() + "-" + (at + 1);
    }

    @Override
    public void close() throws IOException {
      if (writer == null) {
        return;
      }
      PartWriter ended = writer;
      writer = null;
      ended.close();
      progress.at(1, "counting");
      count(scenario(name(), parts.get(at), ended));
    }
  }

  private void count(ScenarioInfo written) throws IOException {
    ScenarioInfo scenario =
        sink.names().isEmpty()
            ? written
            : written.withLabels(sink.names().stream().map(LabelInfo::of).toList());
    List<String> warnings = new ArrayList<>(sink.notes);
    Gathered all =
        Samples.gather(
            folder.samples(scenario.name()),
            () -> new Gathered(1_000_000, scenario, Labels.of(folder, scenario), -1),
            report -> warnings.addAll(report.warnings()));
    Summary summary = Summaries.of(all.all(), scenario, warnings);
    scenarios.add(scenario.withSummary(summary));
    all.groups(summary.seconds(), true).ifPresent(table -> labels.put(scenario.name(), table));
  }

  private ScenarioInfo scenario(String name, RunPart part, PartWriter written) {
    // Where hardly a request ended before the last was sent, the load is as long as its answers.
    boolean shorter = 2 * written.endedInLoad < part.rows;
    long endUs = part.endUs - part.startUs;
    long loadEndUs = Math.max(1, shorter ? endUs : part.lastStartUs - part.startUs);
    ImportedRun run = new ImportedRun(told, format.name());
    return run.scenario(
        name,
        instant(part.startUs),
        stage(run, part, written, loadEndUs / 1e6),
        loadEndUs,
        Math.max(loadEndUs, endUs));
  }

  private StageInfo stage(ImportedRun run, RunPart part, PartWriter written, double seconds) {
    if (told.ratePerSecond().isPresent()) {
      return ImportedRun.open(seconds, told.ratePerSecond().get());
    }
    int users = Math.max(part.users, sink.mostUsers);
    if (users > 0 || told.users().isPresent()) {
      return run.closed(seconds, users, part.rampSeconds());
    }
    return switch (format.load()) {
      case WORKERS -> run.closed(seconds, written.usualInFlight(), 0);
      case SCHEDULE -> ImportedRun.open(seconds, part.rows / seconds);
      case UNKNOWN -> ImportedRun.unknown(seconds);
    };
  }
}
