import flowgauge.analyze.Analyzer;
import flowgauge.analyze.Intervals;
import flowgauge.record.RunFolder;
import java.nio.file.Path;

/** Analyzes a run in this JVM: all of it, not the interval table alone. */
final class AnalyzeSide {
  private AnalyzeSide() {}

  /** The argument is the run's folder; prints {@code seconds rows median-of-the-middle-second}. */
  public static void main(String... args) throws Exception {
    long from = System.nanoTime();
    Intervals intervals =
        Analyzer.DEFAULT
            .run(RunFolder.open(Path.of(args[0])))
            .scenarios()
            .get(SyntheticRun.SCENARIO)
            .intervals();
    double seconds = (System.nanoTime() - from) / 1e9;
    int middle = intervals.size() / 2;
    double ended = 0;
    for (int i = 0; i < intervals.size(); i++) {
      ended += intervals.column(Intervals.COMPLETED)[i] + intervals.column(Intervals.FAILED)[i];
    }
    System.out.println(
        seconds + " " + (long) ended + " " + intervals.column(Intervals.P50_MS)[middle]);
  }
}
