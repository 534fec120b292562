package flowgauge.analyze.foreign;

import flowgauge.analyze.rows.CsvRows;
import flowgauge.analyze.samples.BadSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Locust's history while there was load: what lies before the first user and after the last one is
 * left out.
 *
 * @param moments one a second at most, by time; their totals never skip a row that was written
 * @param currentPercentiles whether percentiles are those of about the last ten seconds, as with
 *     {@code --csv-full-history}; else they are of all since the start, and say little of a moment
 * @param idleSeconds that the file goes on after the load
 * @param resetSecond when totals fell, as they do once all users are spawned; empty if never
 */
record LocustHistory(
    List<Moment> moments,
    boolean currentPercentiles,
    long idleSeconds,
    Optional<Long> resetSecond) {

  private static final long LONGEST_SECONDS = 31L * 24 * 3600;

  /**
   * A line of the history.
   *
   * @param second Unix time
   * @param users active then
   * @param p50Ms rounded; NaN for N/A
   * @param p95Ms the same
   * @param p99Ms the same
   * @param requests since the start
   * @param failures since the start
   * @param sumMs of all response times since the start
   */
  record Moment(
      long second,
      double users,
      double p50Ms,
      double p95Ms,
      double p99Ms,
      double requests,
      double failures,
      double sumMs) {}

  long seconds() {
    return moments.get(moments.size() - 1).second() - moments.get(0).second();
  }

  static final class Reading {
    private final Path file;
    private final Optional<LocustFiles.Total> only;
    private final List<Moment> moments = new ArrayList<>();
    private boolean full;
    private Optional<Long> reset = Optional.empty();

    /**
     * @param only the requests wanted; empty for all
     */
    Reading(Path file, Optional<LocustFiles.Total> only) {
      this.file = file;
      this.only = only;
    }

    void row(CsvRows row) throws IOException {
      if (row.size() != row.width()) {
        throw new CsvRows.BadField(
            "it has %d fields, the header %d".formatted(row.size(), row.width()));
      }
      String name = row.at("Name");
      boolean all = name.equals("Aggregated");
      full |= !all;
      if (only.isEmpty()
          ? all
          : name.equals(only.get().name()) && row.at("Type").equals(only.get().type())) {
        add(moment(row));
      }
    }

    private static Moment moment(CsvRows row) {
      double requests = LocustFiles.number(row, "Total Request Count");
      return new Moment(
          (long) LocustFiles.number(row, "Timestamp"),
          LocustFiles.number(row, "User Count"),
          LocustFiles.optional(row, "50%").orElse(Double.NaN),
          LocustFiles.optional(row, "95%").orElse(Double.NaN),
          LocustFiles.optional(row, "99%").orElse(Double.NaN),
          requests,
          Math.min(requests, LocustFiles.number(row, "Total Failure Count")),
          requests * LocustFiles.number(row, "Total Average Response Time"));
    }

    private void add(Moment next) throws IOException {
      if (!moments.isEmpty()) {
        Moment last = moments.get(moments.size() - 1);
        if (next.second() < last.second()) {
          throw new BadSamples(file, "goes back in time: Timestamp must not fall");
        }
        if (next.requests() < last.requests()) {
          reset = Optional.of(next.second());
        }
        if (next.second() == last.second()) {
          // The last row of a second has all of it. The first second keeps where counting began.
          if (moments.size() > 1) {
            moments.set(moments.size() - 1, next);
          }
          return;
        }
      }
      moments.add(next);
    }

    LocustHistory history() throws IOException {
      if (moments.isEmpty() && only.isPresent() && !full) {
        throw new BadSamples(
            file,
            "has no rows of '%s': Locust writes them with --csv-full-history only; its totals are"
                    .formatted(only.get().label())
                + " in the stats file");
      }
      if (moments.size() < 2) {
        throw new BadSamples(file, "has fewer than two seconds");
      }
      int first = 0;
      while (first < moments.size() && idle(first)) {
        first++;
      }
      if (first == moments.size()) {
        throw new BadSamples(
            file, "no user ever started and no request was made: there is nothing to analyze");
      }
      int last = moments.size() - 1;
      while (last > first && idle(last)) {
        last--;
      }
      long end = moments.get(moments.size() - 1).second();
      // What came after the last row with users is in the row that follows it.
      int to = Math.min(moments.size() - 1, Math.max(last, first + 1));
      List<Moment> load = List.copyOf(moments.subList(Math.max(0, first - 1), to + 1));
      LocustHistory found =
          new LocustHistory(load, full, end - load.get(load.size() - 1).second(), reset);
      if (load.size() < 2 || found.seconds() > LONGEST_SECONDS) {
        throw new BadSamples(file, "covers %d s, not 1 s to 31 days".formatted(found.seconds()));
      }
      return found;
    }

    private boolean idle(int at) {
      double before = at == 0 ? 0 : moments.get(at - 1).requests();
      return moments.get(at).users() == 0 && moments.get(at).requests() == before;
    }
  }
}
