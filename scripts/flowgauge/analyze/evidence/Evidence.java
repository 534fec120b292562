package flowgauge.analyze.evidence;

import flowgauge.analyze.intervals.Accumulator;
import flowgauge.analyze.intervals.Intervals;
import flowgauge.record.LoadInfo;
import flowgauge.record.LoadInfo.StageInfo;
import flowgauge.record.PlanInfo;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All that signs, candidates and causes look at: the settings, the interval table, what was
 * gathered from samples, and a few figures that follow from them.
 */
public final class Evidence {
  /** One alone may fail by chance. */
  private static final int ALONE_FAILED = 2;

  private static final double UNANSWERED = 0.1;

  public final ScenarioInfo scenario;
  public final RunInfo run;
  public final Intervals intervals;

  /** What was gathered from samples; null for an imported run. */
  public final Accumulator samples;

  /** When the load began, seconds since the scenario's start: behind the baseline, if there is. */
  public final double loadStartSeconds;

  /** When the load was over, seconds since the scenario's start. */
  public final double loadEndSeconds;

  /** First interval of the load after the warm-up. */
  public final int loadFrom;

  /** The interval after the load's last whole one. */
  public final int loadTo;

  /** The load in windows of a few seconds, warm-up and drain left out. */
  public final List<Window> windows;

  /** Response time without contention. */
  public final Uncontended base;

  /** The stretch that the limit is looked for in. */
  public final Focus focus;

  /**
   * @param samples null for an imported run
   */
  public Evidence(RunInfo run, ScenarioInfo scenario, Intervals intervals, Accumulator samples) {
    this.run = run;
    this.scenario = scenario;
    this.intervals = intervals;
    this.samples = samples;
    this.loadStartSeconds = samples == null ? 0 : samples.loadStartUs() / 1e6;
    double warmUp = loadStartSeconds + scenario.load().warmUpSeconds();
    double end =
        scenario
            .loadEndUs()
            .map(us -> us / 1e6)
            .orElse(loadStartSeconds + scenario.load().seconds());
    this.loadEndSeconds = end;
    double step = intervals.stepSeconds();
    this.loadFrom = Math.min(intervals.size(), (int) Math.ceil(warmUp / step - 1e-9));
    int whole = (int) Math.floor(end / step + 1e-9);
    this.loadTo = Math.max(loadFrom, Math.min(intervals.size(), whole));
    this.windows = Window.of(intervals, loadFrom, loadTo);
    this.base = Uncontended.of(this);
    this.focus = Focus.of(this);
  }

  /** Whether the server ran on the driver's machine, whose cores and use of them are recorded. */
  public boolean serverHere() {
    return run.plan().flatMap(PlanInfo::engineHost).isEmpty();
  }

  /** Whether the mock API ran on the server's machine. */
  public boolean mockBeside() {
    return run.plan().filter(PlanInfo::mockApart).isEmpty();
  }

  public LoadInfo load() {
    return scenario.load();
  }

  /** True if any stage is open: requests arrive whatever the server does. */
  public boolean open() {
    return load().stages().stream().anyMatch(stage -> stage.rateFrom().isPresent());
  }

  /** True for an open load whose rate never changes. */
  public boolean constantRate() {
    return open()
        && load().stages().size() == 1
        && load().stages().get(0).rateFrom().equals(load().stages().get(0).rateTo());
  }

  /** Mean wait time of a virtual user, seconds. */
  public double thinkSeconds() {
    return (load().waitMinSeconds() + load().waitMaxSeconds()) / 2;
  }

  /** Requests that the server can work on at once; 0 where nothing bounds them or it is unknown. */
  public int slots() {
    return unbounded()
        ? 0
        : scenario.server().workers().orElse(0) * scenario.server().threads().orElse(0);
  }

  /** Whether the server is known to have no bound of request threads. */
  public boolean unbounded() {
    return scenario.server().engine().filter("asgi"::equals).isPresent();
  }

  /**
   * The service time as told or set, seconds: fan-out and the mock's mean wait; NaN where unknown.
   */
  public double nominalServiceSeconds() {
    var server = scenario.server();
    if (server.serviceSeconds().isPresent()) {
      return server.serviceSeconds().get();
    }
    if (server.mockMinSeconds().isPresent() && server.mockMaxSeconds().isPresent()) {
      return server.fanOutSeconds()
          + (server.mockMinSeconds().get() + server.mockMaxSeconds().get()) / 2;
    }
    return server.runtime().equals("imported") && server.fanOutSeconds() > 0
        ? server.fanOutSeconds()
        : Double.NaN;
  }

  /** The time that a request takes alone, as its user told; NaN where nobody did. */
  double toldServiceSeconds() {
    var server = scenario.server();
    return server.mockMinSeconds().isEmpty() && server.fanOutSeconds() > 0
        ? server.serviceSeconds().orElse(server.fanOutSeconds())
        : server.serviceSeconds().orElse(Double.NaN);
  }

  /** True if answers tell how long the server worked on them, nodes and backend. */
  public boolean reportsService() {
    return scenario.server().nodePointer().isPresent() && intervals.has(Intervals.WAITING_MS);
  }

  /**
   * What a request takes alone in a window, milliseconds: as the server says, where it does; else
   * by the baseline nearer to it, and in between the longer of both.
   */
  public double serviceMs(Window window) {
    if (reportsService() && !Double.isNaN(window.serviceMs())) {
      return window.serviceMs() + Math.max(0, base.waitingMs());
    }
    if (!base.changed()) {
      return base.meanMs();
    }
    double at = (window.seconds() + window.length() / 2 - fromSeconds()) / judgedSeconds();
    return at < 0.25 ? base.before().meanMs() : at > 0.75 ? base.after().meanMs() : base.highMs();
  }

  /** Users at the most; NaN where they are not known. */
  public double mostUsers() {
    return windows.stream().mapToDouble(Window::users).max().orElse(Double.NaN);
  }

  /**
   * Requests a second that the schedule wants at a moment, in the warm-up what the first stage
   * begins with; NaN where no open stage is.
   */
  public double plannedPerSecond(double seconds) {
    double from = loadStartSeconds + load().warmUpSeconds();
    for (StageInfo stage : load().stages()) {
      if (seconds < from + stage.seconds() && stage.rateFrom().isPresent()) {
        double begin = stage.rateFrom().get();
        double end = stage.rateTo().orElse(begin);
        return begin + (end - begin) * Math.max(0, seconds - from) / stage.seconds();
      }
      from += stage.seconds();
    }
    return Double.NaN;
  }

  /** Squared coefficient of variation of what a request takes alone. */
  public double serviceVariation() {
    if (!reportsService() || samples == null) {
      return base.variation();
    }
    double[] sums = new double[3];
    samples.kept.forEach(
        (stretch, at) -> {
          double service = stretch.service(at);
          if (!Double.isNaN(service)) {
            sums[0]++;
            sums[1] += service;
            sums[2] += service * service;
          }
        });
    double mean = sums[1] / sums[0];
    return sums[0] < 10 ? 1 : Math.max(0, sums[2] / sums[0] / (mean * mean) - 1);
  }

  /** From where on judges look, seconds since the scenario's start: the warm-up is over. */
  public double fromSeconds() {
    return Math.min(loadEndSeconds, loadStartSeconds + load().warmUpSeconds());
  }

  /** How long that is. */
  public double judgedSeconds() {
    return loadEndSeconds - fromSeconds();
  }

  /** How long work has to pile up to count: 5 s or a tenth of the load, whichever is less. */
  public double lastingSeconds() {
    return Math.max(intervals.stepSeconds() * 0.5, Math.min(5, judgedSeconds() / 10));
  }

  /** The values of a column within the load. */
  public double[] loadColumn(String name) {
    return Arrays.copyOfRange(intervals.column(name), loadFrom, loadTo);
  }

  /** The values of a column within the focus. */
  public double[] focusColumn(String name) {
    return Arrays.copyOfRange(intervals.column(name), focus.from(), focus.to());
  }

  /** The mean of a column per successful request within the focus, NaN without one. */
  public double perAnswer(String name) {
    double[] values = focusColumn(name);
    double[] completed = focusColumn(Intervals.COMPLETED);
    double sum = 0;
    double count = 0;
    for (int i = 0; i < values.length; i++) {
      if (completed[i] > 0 && !Double.isNaN(values[i])) {
        sum += completed[i] * values[i];
        count += completed[i];
      }
    }
    return sum / count;
  }

  /**
   * The sum of what each answer has by its window, over those of the windows that begin from one
   * moment on and ahead of another, seconds since the scenario's start.
   */
  public double ofAnswers(double fromS, double toS, ToDoubleFunction<Window> each) {
    double sum = 0;
    for (Window window : windows) {
      if (window.seconds() >= fromS && window.seconds() < toS && window.completed() > 0) {
        sum += window.completed() * each.applyAsDouble(window);
      }
    }
    return sum;
  }

  /** Indices of the intervals of a phase within the load. */
  public List<Integer> inPhase(Phase phase) {
    List<Integer> found = new ArrayList<>();
    for (int i = loadFrom; i < loadTo; i++) {
      if (intervals.phase(i) == phase) {
        found.add(i);
      }
    }
    return found;
  }

  /** Requests that never ended, where they are a good part of the time that all were in flight. */
  public long unanswered() {
    return samples != null && samples.censored.sum() > UNANSWERED * samples.responseSumUs
        ? samples.censored.count()
        : 0;
  }

  /**
   * Whether requests fail without any load, too: of those that were sent alone none was answered
   * well, and of the load's not half. Then failures say nothing of the load.
   */
  public boolean failsAlone() {
    if (samples == null || samples.baseline.failed() < ALONE_FAILED) {
      return false;
    }
    boolean answered = !samples.baseline.rows(true, Long.MAX_VALUE).isEmpty();
    return !answered && samples.count(Outcome.OK) < samples.failedTimes.count();
  }
}
