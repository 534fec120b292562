///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//SOURCES flowgauge/command/package-info.java
//SOURCES flowgauge/analyze/package-info.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xmx1g

import flowgauge.analyze.compare.Comparison;
import flowgauge.analyze.compare.ComparisonText;
import flowgauge.analyze.compare.Comparisons;
import flowgauge.analyze.compare.Gate;
import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import flowgauge.command.TerminalText;
import flowgauge.record.Json;
import flowgauge.record.RunInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a second run is better, worse or the same. */
@Command(
    name = "compare",
    version = "flowgauge " + RunInfo.TOOL_VERSION,
    sortOptions = false,
    description = {
      "Says whether a second run is better, worse or the same, as far as its length can tell.",
      "A side is RUN or RUN:SCENARIO; several with commas between are pooled as repeats."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang compare before after           scenario by scenario",
      "  ./jbang compare quick:wsgi-sync quick:asgi-async",
      "  ./jbang compare base-1,base-2 next-1,next-2 --fail-if 'p95 > +10%%'",
      "",
      "Exit codes: 0 done, 1 runs can't be compared, 2 wrong usage, 3 a --fail-if is broken or can't be told"
    })
class Compare extends Alias {
  @Parameters(index = "0", paramLabel = "RUN_A", description = "the base")
  String a;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "RUN_B",
      description = "what is laid against it")
  String b;

  @Option(
      names = "--fail-if",
      paramLabel = "CHANGE",
      description = "end with 3 on such a change, as 'p95 > +10%%'; may be given again")
  List<String> failIf = List.of();

  @Option(names = "--json", description = "print for programs")
  boolean json;

  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return CommandLines.of(new Compare()).execute(args);
  }

  @Override
  public Integer call() throws IOException {
    if (b == null) {
      throw wrong(
          "RUN_B is missing: name a second run, or two scenarios of one, as %s:wsgi-sync %s:asgi-async"
              .formatted(a, a));
    }
    List<Gate> gates = new ArrayList<>();
    try {
      failIf.forEach(text -> gates.add(Gate.of(text)));
    } catch (IllegalArgumentException wrong) {
      throw wrong(wrong.getMessage());
    }
    List<Comparison> comparisons = Comparisons.of(a, b);
    if (json) {
      TerminalText.print(System.out, Json.mapper().writeValueAsString(comparisons));
    } else {
      comparisons.forEach(
          comparison -> TerminalText.print(System.out, ComparisonText.of(comparison)));
    }
    return judge(gates, comparisons);
  }

  private static int judge(List<Gate> gates, List<Comparison> comparisons) {
    int code = 0;
    for (Gate gate : gates) {
      for (Comparison comparison : comparisons) {
        Optional<String> broken = gate.broken(comparison).or(() -> gate.untold(comparison));
        if (broken.isPresent()) {
          TerminalText.print(System.err, "compare: " + comparison.b() + ": " + broken.get());
          code = 3;
        }
      }
    }
    return code;
  }
}
