///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS com.code-intelligence:jazzer:0.24.0
//SOURCES tests/flowgauge/fuzz/FuzzTarget.java
//SOURCES tests/flowgauge/fuzz/FuzzTargets.java
//SOURCES tests/flowgauge/fuzz/Scratch.java
//SOURCES tests/flowgauge/analyze/intervals/IntervalsFuzz.java
//SOURCES tests/flowgauge/analyze/foreign/LocustFuzz.java
//SOURCES tests/flowgauge/analyze/foreign/RowsFuzz.java
//SOURCES tests/flowgauge/analyze/foreign/Untold.java
//SOURCES tests/flowgauge/analyze/RunFuzz.java
//SOURCES tests/flowgauge/analyze/Runs.java
//SOURCES tests/flowgauge/analyze/samples/SamplesFuzz.java
//SOURCES tests/flowgauge/analyze/intervals/SideFilesFuzz.java
//SOURCES tests/flowgauge/bench/options/OptionsFuzz.java
//SOURCES tests/flowgauge/bench/options/OwnFuzz.java
//SOURCES tests/flowgauge/load/EndpointFuzz.java
//SOURCES tests/flowgauge/load/answer/EventStreamFuzz.java
//SOURCES tests/flowgauge/load/answer/ReportedTimesFuzz.java
//SOURCES tests/flowgauge/load/answer/ResponseFuzz.java
//SOURCES tests/flowgauge/record/RunJsonFuzz.java
//SOURCES tests/flowgauge/record/SweepJsonFuzz.java
//SOURCES flowgauge/bench/package-info.java
//SOURCES flowgauge/command/package-info.java

import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.FuzzTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries the readers with millions of spoilt inputs, guided by coverage (Jazzer). */
@Command(
    name = "fuzz",
    sortOptions = false,
    description =
        "Tries the readers with spoilt inputs, guided by what code they reach. What goes wrong is"
            + " kept below scripts/tests/fixtures/fuzz, where the tests try it again ever after.",
    footer = {
      "",
      "Examples:",
      "  ./jbang fuzz                          ten million executions over all readers",
      "  ./jbang fuzz response samples --executions 1000000",
      "",
      "Exit codes: 0 nothing found, 1 something went wrong, 2 wrong usage"
    })
class Fuzz extends Alias {
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second.*");
  private static final Pattern WRONG = Pattern.compile("== Java Exception: (.*)|.*(ALARM:.*)");

  @Parameters(arity = "0..*", paramLabel = "READER", description = "which of them (all)")
  List<String> names = List.of();

  @Option(
      names = "--executions",
      paramLabel = "N",
      defaultValue = "10000000",
      description = "over all of them, of which each has its share (${DEFAULT-VALUE})")
  long executions;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "(${DEFAULT-VALUE})")
  long seed;

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return CommandLines.of(new Fuzz()).execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<FuzzTarget> targets = new ArrayList<>(FuzzTargets.all());
    if (!names.isEmpty()) {
      targets.removeIf(target -> !names.contains(target.name()));
    }
    if (targets.size() < names.size()) {
      throw wrong(
          "there are the readers "
              + String.join(" ", FuzzTargets.all().stream().map(FuzzTarget::name).toList()));
    }
    int shares = targets.stream().mapToInt(FuzzTarget::share).sum();
    boolean found = false;
    System.out.printf("%-16s %12s %9s  %s%n", "reader", "executions", "seconds", "found");
    for (FuzzTarget target : targets) {
      Result result = fuzz(target, Math.max(1, executions * target.share() / shares));
      System.out.printf(
          "%-16s %12d %9d  %s%n",
          target.name(), result.runs, result.seconds, result.wrong.orElse("nothing"));
      found |= result.wrong.isPresent();
    }
    return found ? 1 : 0;
  }

  private record Result(long runs, long seconds, Optional<String> wrong) {}

  private Result fuzz(FuzzTarget target, long runs) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("flowgauge-fuzz-");
    Process process = null;
    try {
      Path corpus = Files.createDirectory(folder.resolve("corpus"));
      for (int i = 0; i < target.seeds().size(); i++) {
        Files.write(corpus.resolve("seed-" + i), target.seeds().get(i));
      }
      for (Path kept : FuzzTargets.kept(FuzzTargets.checkout(), target)) {
        Files.copy(kept, corpus.resolve(kept.getFileName()));
      }
      process = new ProcessBuilder(command(target, runs, folder)).redirectErrorStream(true).start();
      process.getOutputStream().close();
      List<String> lines = process.inputReader().lines().toList();
      int code = process.waitFor();
      Optional<String> wrong =
          lines.stream()
              .map(WRONG::matcher)
              .filter(Matcher::matches)
              .map(m -> m.group(1) != null ? m.group(1) : m.group(2))
              .findFirst();
      Optional<Matcher> done =
          lines.stream().map(DONE::matcher).filter(Matcher::matches).findFirst();
      if (code != 0 || done.isEmpty()) {
        keep(target, folder);
        String last = lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
        return new Result(
            0, 0, Optional.of(wrong.orElse("Jazzer ended with " + code + ": " + last)));
      }
      return new Result(
          Long.parseLong(done.get().group(1)), Long.parseLong(done.get().group(2)), wrong);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
      delete(folder);
    }
  }

  private List<String> command(FuzzTarget target, long runs, Path folder) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xmx1g",
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target.type().getName(),
        "--instrumentation_includes=flowgauge.**",
        "--reproducer_path=" + folder,
        "-artifact_prefix=" + folder + "/found-",
        "-runs=" + runs,
        "-seed=" + seed,
        "-max_len=8192",
        "-timeout=20",
        "-rss_limit_mb=3000",
        folder.resolve("corpus").toString());
  }

  private static void keep(FuzzTarget target, Path folder) throws IOException {
    Path kept =
        Files.createDirectories(
            FuzzTargets.checkout().resolve("scripts/tests/fixtures/fuzz").resolve(target.name()));
    try (Stream<Path> all = Files.list(folder)) {
      for (Path found : all.filter(f -> f.getFileName().toString().startsWith("found-")).toList()) {
        Path copy = kept.resolve(found.getFileName().toString().replaceFirst("found-", ""));
        Files.copy(found, copy);
        System.out.println("kept " + copy);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
