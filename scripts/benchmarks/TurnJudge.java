import flowgauge.analyze.statistics.MedianRatio;
import flowgauge.record.DriverVerdict;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What turns of two sides say of the first one.
 *
 * @param turns at least a pair
 * @param firstSide its name
 * @param findings that the figures go to
 */
record TurnJudge(PairedTurns<LoadTurn.Figures> turns, String firstSide, Findings findings) {
  /** What containers may cost in throughput and times. */
  private static final double WITHIN = 0.05;

  private static final double FEW_CORES = 0.05;

  /** Whether all is as expected. */
  boolean judge() {
    noteTrouble();
    boolean met =
        ratio("throughput_ratio", LoadTurn.Figures::perSecond)
            & ratio("median_ratio", LoadTurn.Figures::medianMs)
            & ratio("p99_ratio", LoadTurn.Figures::p99Ms);
    if (turns.all().size() > 2) {
      equal("throughput_ratio_of_equals", LoadTurn.Figures::perSecond);
      equal("median_ratio_of_equals", LoadTurn.Figures::medianMs);
      equal("p99_ratio_of_equals", LoadTurn.Figures::p99Ms);
    }
    String loaded = "while " + firstSide + " had the load";
    double engine = cores("engine_cores", LoadTurn.Figures::engineCores);
    findings.atMost("engine_cores", engine, FEW_CORES, "the container engine's " + loaded);
    double other = cores("other_cores", figures -> figures.cores("other"));
    findings.atMost("other_cores", other, FEW_CORES, "of no part of this, " + loaded);
    for (String part : List.of("server", "mock", "driver", "host")) {
      String figure = part + "_cores";
      findings.figure(figure, cores(figure, figures -> figures.cores(part)), loaded);
    }
    findings.figure(
        "idle_cores",
        cores("idle_cores", LoadTurn.Figures::idleCores),
        "of server and mock API of the processes that idled " + loaded);
    return met && engine <= FEW_CORES && other <= FEW_CORES;
  }

  private void noteTrouble() {
    long spoilt =
        turns.all().stream().filter(turn -> turn.driver() != DriverVerdict.Kind.VALID).count();
    if (spoilt > 0) {
      findings.note(
          "in %d of %d turns the driver itself was a limit, by its own verdict"
              .formatted(spoilt, turns.all().size()));
    }
    long failed = turns.all().stream().mapToLong(LoadTurn.Figures::failed).sum();
    if (failed > 0) {
      findings.note("requests that failed, in all judged turns: " + failed);
    }
  }

  /** The first side's figure over the second's: whether it is as expected. */
  private boolean ratio(String figure, ToDoubleFunction<LoadTurn.Figures> of) {
    double[] ratios = turns.ratios(of);
    MedianRatio median = MedianRatio.of(ratios);
    findings.runs(figure, boxed(ratios));
    findings.within(
        figure,
        median.ratio(),
        1 - WITHIN,
        1 + WITHIN,
        "%s over processes, %s".formatted(firstSide, interval(median)));
    if (across(1 - WITHIN, median) || across(1 + WITHIN, median)) {
      findings.note(
          "the interval of %s holds a bound of what is expected: chance may decide, more --rounds would tell"
              .formatted(figure));
    }
    return Math.abs(median.ratio() - 1) <= WITHIN;
  }

  private static boolean across(double bound, MedianRatio median) {
    return median.low() < bound && bound < median.high();
  }

  private void equal(String figure, ToDoubleFunction<LoadTurn.Figures> of) {
    double[] ratios = turns.ratiosOfEqualSides(of);
    MedianRatio median = MedianRatio.of(ratios);
    findings.runs(figure, boxed(ratios));
    findings.figure(
        figure,
        median.ratio(),
        "of two turns of one server, one behind the other, " + interval(median));
  }

  private static String interval(MedianRatio median) {
    return median.confidence() < 0.95
        ? "%.3f to %.3f, too few for an interval".formatted(median.low(), median.high())
        : "%.0f %% interval %.3f to %.3f"
            .formatted(100 * median.confidence(), median.low(), median.high());
  }

  private double cores(String figure, ToDoubleFunction<LoadTurn.Figures> of) {
    List<Double> cores = turns.ofFirstSide().stream().mapToDouble(of).boxed().toList();
    findings.runs(figure, cores);
    return Findings.median(cores);
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
