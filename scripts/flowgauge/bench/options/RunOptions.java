package flowgauge.bench.options;

import flowgauge.record.sample.Condition;
import flowgauge.record.sample.Measure;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.subject.Startable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command line's options for the run and what it leaves behind. */
public final class RunOptions extends Options {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "YAML with defaults for these options and a list of stages")
  Path file;

  @Option(names = "--name", paramLabel = "NAME", description = "of the run, part of its folder's")
  String name;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "the run's folder, new or empty (datasets/runs/<UTC time>-<name>)")
  public Path out;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "run what a stopped run did not come to, with its own settings")
  public String resume;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "csv",
      description = "of the samples: csv or csv.gz (${DEFAULT-VALUE})")
  String format;

  @Option(
      names = "--sample-every",
      paramLabel = "TIME",
      converter = Durations.One.class,
      defaultValue = "1s",
      description = "between two looks at CPU, memory, queues (${DEFAULT-VALUE})")
  public Duration sampleEvery;

  @Option(
      names = "--stop-when",
      paramLabel = "'CONDITION'",
      converter = Conditions.class,
      description =
          "end a scenario's load early, as 'failures > 5%%' over the last 10 s; repeatable")
  public List<Condition> stopWhen = List.of();

  @Option(
      names = "--fail-if",
      paramLabel = "'CONDITION'",
      converter = Conditions.class,
      description = "end with exit code 3, as 'p95 > 2s' or 'failures > 1%%'; repeatable")
  public List<Condition> failIf = List.of();

  @Option(names = "--no-report", negatable = true, description = "leave out report.html at the end")
  public boolean report = true;

  @Option(names = "--json", description = "print the results as JSON")
  public boolean json;

  /** Whether samples are to be compressed. */
  public boolean compressed() {
    if (stopWhen.stream().anyMatch(condition -> condition.measure() != Measure.RESPONSE)) {
      throw wrong("--stop-when looks at response times; those of events go with --fail-if");
    }
    if (!format.equals("csv") && !format.equals("csv.gz")) {
      throw wrong("--format is csv or csv.gz, not '" + format + "'");
    }
    if (sampleEvery.toMillis() < 50) {
      throw wrong("--sample-every must be 50ms or more");
    }
    return format.equals("csv.gz");
  }

  /** The run's name. */
  public String name(List<Scenario> scenarios, Preset preset) {
    if (name == null) {
      return scenarios.get(0).url().isPresent()
          ? "endpoint"
          : scenarios.size() == 1
              ? scenarios.get(0).name()
              : own(scenarios).orElse(preset.name().toLowerCase(Locale.ROOT));
    }
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw wrong("--name takes letters, digits, dots, dashes and underscores");
    }
    return name;
  }

  /** The name of the user's flow, where there is one only. */
  private static Optional<String> own(List<Scenario> scenarios) {
    List<String> names =
        scenarios.stream()
            .map(Scenario::startable)
            .filter(subject -> subject.own().isPresent())
            .map(Startable::name)
            .distinct()
            .toList();
    return names.stream().findFirst().filter(only -> names.size() == 1);
  }

  static final class Conditions implements ITypeConverter<Condition> {
    @Override
    public Condition convert(String text) {
      try {
        return Condition.of(text);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(wrong.getMessage());
      }
    }
  }
}
