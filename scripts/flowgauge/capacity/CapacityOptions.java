package flowgauge.capacity;

import flowgauge.analyze.capacity.Capacity.Model;
import flowgauge.bench.options.Durations;
import flowgauge.bench.options.Options;
import flowgauge.bench.plan.BenchPlan;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Arrivals;
import flowgauge.scenario.LoadProfile.Connections;
import flowgauge.scenario.LoadProfile.Rate;
import flowgauge.scenario.LoadProfile.Stage;
import flowgauge.scenario.LoadProfile.Users;
import flowgauge.scenario.Scenario;
import flowgauge.serve.RuntimeChoice;
import flowgauge.serve.server.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command line's options for a search, its load and what it leaves behind. */
public final class CapacityOptions extends Options {
  private static final double MOST = 1_000_000;

  /** Requests of a step below which nothing can be told of its load. */
  private static final double FEWEST = 3;

  @Option(
      names = "--slo",
      paramLabel = "'OBJECTIVE'",
      converter = Objectives.class,
      description =
          "what a load must keep, as 'p95 < 2s', 'first-event p95 < 1s' or 'failures < 1%%';"
              + " repeatable ('p95 < 2s'; 'failures < 1%%' unless another bound is given)")
  List<Objective> objectives = List.of(Objective.of("p95 < 2s"));

  @Option(
      names = "--open",
      description = "search requests a second, whatever the server does, in place of users")
  boolean open;

  @Option(
      names = "--from",
      paramLabel = "N",
      description = "first load (1 user; with --open half of what one user could ask for)")
  Double from;

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "highest load: users, or requests a second (1000000)")
  Double most;

  @Option(
      names = "--within",
      paramLabel = "PERCENT",
      defaultValue = "5",
      description = "how near to come, in percent (${DEFAULT-VALUE})")
  double within;

  @Option(
      names = "--confidence",
      paramLabel = "PERCENT",
      defaultValue = "95",
      description = "how sure the interval and each step's verdict are to be (${DEFAULT-VALUE})")
  double confidence;

  @Option(
      names = "--step",
      paramLabel = "TIME",
      converter = Durations.One.class,
      defaultValue = "60s",
      description =
          "longest time for a step; it ends once its answer is clear, and the last, longer one may"
              + " take twice that (${DEFAULT-VALUE})")
  Duration step;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = Durations.One.class,
      defaultValue = "15m",
      description = "longest time for a scenario's search (${DEFAULT-VALUE})")
  Duration budget;

  @Option(
      names = "--wait-time",
      paramLabel = "MIN..MAX",
      converter = Durations.Span.class,
      description = "a user's pause after each answer, uniform (1s..2s)")
  Durations.Range waitTime;

  @Option(
      names = "--arrivals",
      paramLabel = "KIND",
      description = "spacing of open arrivals: ${COMPLETION-CANDIDATES} (uniform)")
  Arrivals arrivals;

  @Option(
      names = "--connections",
      paramLabel = "KIND",
      description = "per-user, pool or new: whose a connection is (per-user; with --open pool)")
  Connections connections;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.One.class,
      defaultValue = "60s",
      description = "for a whole response (${DEFAULT-VALUE})")
  Duration timeout;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of every random choice (${DEFAULT-VALUE})")
  long seed;

  /** The seed of all that is drawn. */
  public long seed() {
    return seed;
  }

  @Option(names = "--name", paramLabel = "NAME", description = "of the run, part of its folder's")
  String name;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "the run's folder, new or empty (datasets/runs/<UTC time>-capacity)")
  Path out;

  @Option(names = "--no-report", negatable = true, description = "leave out report.html at the end")
  boolean report = true;

  @Option(names = "--json", description = "print the results as JSON")
  public boolean json;

  /** What is to be run: servers, settings and all of the load but its size. */
  public BenchPlan plan(List<Scenario> scenarios, RuntimeChoice runtime, ServerSettings settings) {
    check();
    Duration whole = budget.plusMinutes(5);
    Stage nothing = open ? new Rate(0, 0, whole) : new Users(0, 1, whole);
    LoadProfile load =
        new LoadProfile(
            List.of(nothing),
            waitTime == null ? Duration.ofSeconds(1) : waitTime.min(),
            waitTime == null ? Duration.ofSeconds(2) : waitTime.max(),
            arrivals == null ? Arrivals.UNIFORM : arrivals,
            connections != null ? connections : open ? Connections.POOL : Connections.PER_USER,
            10_000,
            timeout,
            Duration.ofSeconds(10),
            Duration.ZERO,
            Duration.ofSeconds(30),
            false,
            seed);
    return new BenchPlan(
        name == null ? "capacity" : name,
        scenarios,
        runtime,
        settings,
        load,
        Optional.empty(),
        Optional.ofNullable(out),
        false,
        Duration.ofSeconds(1),
        List.of(),
        List.of(),
        report);
  }

  private void check() {
    if (name != null && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw wrong("--name takes letters, digits, dots, dashes and underscores");
    }
    if (open && waitTime != null) {
      throw wrong("--wait-time is a user's pause: with --open requests are sent on a schedule");
    }
    if (!open && arrivals != null) {
      throw wrong("--arrivals goes with --open: users wait for their answers");
    }
    if (!(within >= 1 && within <= 50)) {
      throw wrong("--within takes a percentage from 1 to 50");
    }
    if (!(confidence >= 50 && confidence <= 99.9)) {
      throw wrong("--confidence takes a percentage from 50 to 99.9");
    }
    if (step.toMillis() < 1_000 || budget.compareTo(step) < 0 || timeout.isZero()) {
      throw wrong("--step must be 1s or more, --budget no less than --step, --timeout above 0");
    }
    if (from != null && !(from > 0 && from <= MOST)
        || most != null && !(most > 0 && most <= MOST)) {
      throw wrong("--from and --max must be above 0 and at most 1000000");
    }
    if (!open && (fraction(from) || fraction(most))) {
      throw wrong("--from and --max are whole users, or requests a second with --open");
    }
    if (from != null && most != null && from > most) {
      throw wrong("--from must not be above --max");
    }
  }

  private static boolean fraction(Double number) {
    return number != null && number != Math.rint(number);
  }

  /**
   * What is searched for.
   *
   * @param first rate to begin with where none is given, requests a second
   * @param least rate below which no rate is tried
   */
  Ask ask(double first, double least) {
    List<Objective> all = new ArrayList<>(objectives);
    if (all.stream().allMatch(Objective::ofTime)) {
      all.add(Objective.FEW_FAILURES);
    }
    double highest = most == null ? MOST : most;
    double seconds = step.toMillis() / 1e3;
    double few = FEWEST / seconds;
    double start = from != null ? from : open ? Math.max(few, first) : 1;
    double lowest = open ? Math.min(Math.max(few, least), start) : 1;
    return new Ask(
        open ? Model.RATE : Model.USERS,
        all,
        confidence / 100,
        within / 100,
        start,
        Math.min(highest, lowest),
        highest,
        seconds,
        budget.toMillis() / 1e3);
  }

  static final class Objectives implements ITypeConverter<Objective> {
    @Override
    public Objective convert(String text) {
      try {
        return Objective.of(text);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(wrong.getMessage());
      }
    }
  }
}
