import flowgauge.analyze.Analyzer;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.record.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;

/** Reads a run into the interval table in this JVM, or does all of the analysis. */
final class AnalyzeSide {
  private AnalyzeSide() {}

  /**
   * The arguments are the run's folder and {@code intervals} or {@code all}; prints {@code seconds
   * rows median-of-the-middle-second}.
   */
  public static void main(String... args) throws Exception {
    long from = System.nanoTime();
    RunFolder folder = RunFolder.open(Path.of(args[0]));
    Intervals intervals =
        args[1].equals("all")
            ? Analyzer.DEFAULT.run(folder).scenarios().get(SyntheticRun.SCENARIO).intervals()
            : Analyzer.DEFAULT.intervals(
                folder, folder.read().scenarios().get(0), new ArrayList<>());
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
