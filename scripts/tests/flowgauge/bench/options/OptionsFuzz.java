package flowgauge.bench.options;

import flowgauge.command.CommandLines;
import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.Scratch;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.LoadProfile.Connections;
import flowgauge.scenario.LoadProfile.Rate;
import flowgauge.scenario.LoadProfile.Stage;
import flowgauge.scenario.LoadProfile.Users;
import flowgauge.scenario.Scenarios;
import flowgauge.scenario.subject.ModelSettings;
import flowgauge.scenario.subject.Spread;
import flowgauge.serve.server.ServerSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Bench's options, from the command line and from a scenario file: refused, or sane. */
public final class OptionsFuzz {
  private static final Duration LONGEST = Duration.ofDays(31);

  /** An alias with bench's options. */
  @Command(name = "fuzz")
  static final class Options {
    @Parameters(arity = "0..*")
    List<String> names = List.of();

    @Mixin LoadOptions load;
    @Mixin ServerOptions server;
    @Mixin MockOptions mock;
    @Mixin RunOptions run;
  }

  private static final Options OPTIONS = new Options();
  private static final CommandLine LINE = line();

  private OptionsFuzz() {}

  private static CommandLine line() {
    CommandLine line = CommandLines.of(OPTIONS);
    line.registerConverter(Connections.class, BenchCommandLine::connections);
    return line;
  }

  /** An argument a line. */
  public static void fuzzerTestOneInput(byte[] data) {
    String[] words =
        Arrays.stream(new String(data, StandardCharsets.UTF_8).split("\n", -1))
            .filter(word -> !word.startsWith("--file") && word.indexOf(0) < 0)
            .toArray(String[]::new);
    tried(words);
  }

  /** A scenario file's content. */
  public static void scenarioFile(byte[] data) {
    String file = Scratch.file("load.yaml", data).toString();
    String[] words;
    try {
      words = FileDefaults.expand(LINE, new String[] {"--file", file});
    } catch (ParameterException | TypeConversionException refused) {
      FuzzTarget.mustTell(refused);
      return;
    }
    tried(words);
  }

  private static void tried(String[] words) {
    try {
      LINE.parseArgs(words);
      check(OPTIONS.load.profile(Preset.QUICK));
      check(
          OPTIONS.server.settings(
              Preset.QUICK, Optional.empty(), OPTIONS.mock.settings(OPTIONS.load.seed())));
      OPTIONS.run.compressed();
      String name = OPTIONS.run.name(List.of(Scenarios.all().get(0)), Preset.QUICK);
      FuzzTarget.must(name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"), "name " + name);
    } catch (ParameterException | TypeConversionException refused) {
      FuzzTarget.mustTell(refused);
    }
  }

  private static void check(LoadProfile load) {
    FuzzTarget.must(!load.stages().isEmpty(), "no stage");
    for (Stage stage : load.stages()) {
      sane(stage.length());
      FuzzTarget.must(!stage.length().isZero(), "a stage without length");
      if (stage instanceof Users users) {
        FuzzTarget.must(users.users() > 0 && users.users() <= 1_000_000, "users");
        FuzzTarget.must(users.spawnRate() > 0 && users.spawnRate() <= 1e6, "spawn rate");
      } else if (stage instanceof Rate rate) {
        FuzzTarget.must(
            rate.from() >= 0 && rate.to() >= 0 && Math.max(rate.from(), rate.to()) <= 1e6, "rate");
        FuzzTarget.must(rate.from() + rate.to() > 0, "no rate");
      }
    }
    sane(load.total());
    sane(load.waitMin());
    sane(load.waitMax());
    FuzzTarget.must(load.waitMin().compareTo(load.waitMax()) <= 0, "wait time");
    sane(load.timeout());
    sane(load.connectTimeout());
    FuzzTarget.must(!load.timeout().isZero() && !load.connectTimeout().isZero(), "timeout");
    sane(load.warmUp());
    sane(load.drain());
    FuzzTarget.must(load.maxInFlight() > 0 && load.maxInFlight() <= 1_000_000, "in flight");
  }

  private static void sane(Duration duration) {
    FuzzTarget.must(
        !duration.isNegative() && duration.compareTo(LONGEST) <= 0, "takes " + duration);
  }

  private static void check(ServerSettings server) {
    FuzzTarget.must(server.size().workers() > 0 && server.size().workers() <= 1_000, "workers");
    FuzzTarget.must(server.size().threads() > 0 && server.size().threads() <= 10_000, "threads");
    server.size().cpus().ifPresent(c -> FuzzTarget.must(c > 0 && c <= 10_000, "cpus " + c));
    server
        .size()
        .memoryBytes()
        .ifPresent(m -> FuzzTarget.must(m >= 1 << 20 && m <= 1L << 50, "memory " + m));
    double min = server.mock().minSeconds();
    double max = server.mock().maxSeconds();
    FuzzTarget.must(min >= 0 && min <= max && max <= LONGEST.toSeconds(), "mock wait");
    ModelSettings model = server.mock().model();
    for (Spread spread : List.of(model.firstToken(), model.tokenGap(), model.tokens())) {
      FuzzTarget.must(spread.low() >= 0 && spread.low() <= spread.high(), "spread " + spread);
      FuzzTarget.must(spread.high() <= LONGEST.toSeconds(), "spread " + spread);
      FuzzTarget.must(Spread.of(spread.toString()).toString().equals(spread.toString()), "again");
    }
    FuzzTarget.must(
        server.promptflow().matches("[A-Za-z0-9.+_-]+") && !server.promptflow().contains(".."),
        "promptflow " + server.promptflow());
  }
}
