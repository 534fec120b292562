///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//SOURCES flowgauge/command/package-info.java
//SOURCES flowgauge/chart/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xmx1g -Djava.awt.headless=true

import flowgauge.analyze.model.Calibration;
import flowgauge.analyze.model.Calibrator;
import flowgauge.analyze.model.Predicted;
import flowgauge.analyze.model.PredictedText;
import flowgauge.analyze.model.Prediction;
import flowgauge.analyze.model.Predictor;
import flowgauge.analyze.model.ServerSetting;
import flowgauge.chart.ModelCurve;
import flowgauge.chart.draw.Png;
import flowgauge.chart.draw.Style;
import flowgauge.chart.draw.Theme;
import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import flowgauge.command.TerminalText;
import flowgauge.record.Json;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.RunNames;
import flowgauge.record.ScenarioInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts what a measured server would do with other settings. */
@Command(
    name = "predict",
    version = "flowgauge " + RunInfo.TOOL_VERSION,
    sortOptions = false,
    description = {
      "Predicts throughput and response time of other workers, threads, cores and users from one",
      "run, by a queueing model, and says how far the model is off on that run itself."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang predict                                  the newest run: what the model says of it",
      "  ./jbang predict article --workers 16 --cores 8 --users 2000",
      "  ./jbang predict article --only wsgi-sync --threads 32",
      "  ./jbang predict RUN --alone --json               without mock and driver beside the server",
      "",
      "Exit codes: 0 done, 1 the run can't be used, 2 wrong usage"
    })
class Predict extends Alias {
  private static final int MOST_USERS = 100_000;
  private static final int MOST_SLOTS = 10_000;
  private static final int MOST_RATE = 1_000_000;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "a run's folder, or its name below datasets/runs or datasets/recorded")
  String run;

  @Option(names = "--only", paramLabel = "SCENARIO", description = "one of the run's (all)")
  Optional<String> only = Optional.empty();

  @Option(names = "--workers", paramLabel = "N", description = "processes (as in the run)")
  Optional<Integer> workers = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "request threads a worker (as in the run); without effect on asgi")
  Optional<Integer> threads = Optional.empty();

  @Option(names = "--cores", paramLabel = "N", description = "cores (as in the run)")
  Optional<Double> cores = Optional.empty();

  @Option(names = "--users", paramLabel = "N", description = "users (as in the run)")
  Optional<Integer> users = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "requests a second at random moments, in place of users")
  Optional<Double> rate = Optional.empty();

  @Option(
      names = "--alone",
      description = "the server alone on the machine, without mock API and driver")
  boolean alone;

  @Option(
      names = "--chart",
      paramLabel = "DIR",
      description = "draw throughput and response time against users, a PNG a scenario")
  Optional<Path> chart = Optional.empty();

  @Option(names = "--json", description = "print for programs")
  boolean json;

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return CommandLines.of(new Predict()).execute(args);
  }

  @Override
  public Integer call() throws IOException {
    within("--workers", workers.map(Integer::doubleValue), 1, MOST_SLOTS);
    within("--threads", threads.map(Integer::doubleValue), 1, MOST_SLOTS);
    within("--users", users.map(Integer::doubleValue), 1, MOST_USERS);
    within("--rate", rate, 0.001, MOST_RATE);
    if (rate.isPresent() && users.isPresent()) {
      throw wrong("--rate and --users are two kinds of load");
    }
    within("--cores", cores, 0.1, MOST_SLOTS);
    RunFolder folder = run == null ? RunNames.newest() : RunNames.find(run);
    RunInfo info = folder.read();
    List<Predicted> all = new ArrayList<>();
    for (ScenarioInfo scenario : scenarios(info)) {
      all.add(predicted(Calibrator.of(folder, info, scenario)));
    }
    if (chart.isPresent()) {
      draw(all, chart.get());
    }
    if (json) {
      TerminalText.print(System.out, Json.mapper().writeValueAsString(all));
    } else {
      all.forEach(it -> TerminalText.print(System.out, PredictedText.of(it) + "\n"));
    }
    return 0;
  }

  private static void draw(List<Predicted> all, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Predicted each : all) {
      if (each.asked().or(each::itself).filter(p -> p.setting().open()).isPresent()) {
        TerminalText.print(
            System.err,
            each.calibration().scenario() + ": the chart is over users; ask for some with --users");
        continue;
      }
      Path file = folder.resolve("model-" + each.calibration().scenario() + ".png");
      Files.write(file, Png.bytes(ModelCurve.figure(Theme.LIGHT, each), Style.WIDTH, 2));
      TerminalText.print(System.err, "drawn: " + file);
    }
  }

  private List<ScenarioInfo> scenarios(RunInfo info) throws IOException {
    List<ScenarioInfo> wanted =
        info.scenarios().stream()
            .filter(it -> only.isEmpty() || only.get().equals(it.name()))
            .toList();
    if (wanted.isEmpty()) {
      throw new IOException(
          "the run has no such scenario; it has "
              + String.join(", ", info.scenarios().stream().map(ScenarioInfo::name).toList()));
    }
    return wanted;
  }

  private Predicted predicted(Calibration calibration) throws IOException {
    ServerSetting with = calibration.setting().with(workers, threads, cores, users);
    ServerSetting asked = rate.map(with::underRate).orElse(with);
    if (!asked.loaded()) {
      throw new IOException(
          "no load of %s was held: say one with --users or --rate"
              .formatted(calibration.scenario()));
    }
    boolean other = alone || !asked.equals(calibration.setting());
    Optional<Prediction> prediction =
        other
            ? Optional.of(
                Predictor.of(alone ? calibration.demand().alone() : calibration.demand(), asked))
            : Optional.empty();
    return Predicted.of(calibration, prediction);
  }

  private void within(String name, Optional<Double> value, double least, double most) {
    if (value.filter(v -> !(v >= least && v <= most)).isPresent()) {
      throw wrong("%s takes %s to %,.0f".formatted(name, least < 1 ? least : (int) least, most));
    }
  }
}
