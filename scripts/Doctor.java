///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//SOURCES flowgauge/command/package-info.java
//SOURCES flowgauge/serve/package-info.java

import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import flowgauge.record.Json;
import flowgauge.serve.Machine;
import flowgauge.serve.MachineCheck;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what this machine has and lacks, and what mends it. */
@Command(
    name = "doctor",
    description = {
      "Says what this machine has and lacks for each runtime, for notebooks and for reports, and"
          + " the command that mends it.",
      "Ends with 0 if at least one runtime works, else with 1."
    },
    footer = {
      "",
      "Examples:",
      "  ./jbang doctor          for people",
      "  ./jbang doctor --json   for programs"
    })
class Doctor extends Alias {
  private static final List<String> PARTS = List.of("docker", "process", "notebooks", "report");

  @Option(names = "--json", description = "print JSON")
  boolean json;

  static int execute(String... args) {
    return CommandLines.of(new Doctor()).execute(args);
  }

  public static void main(String... args) {
    System.exit(execute(args));
  }

  @Override
  public Integer call() throws IOException {
    List<MachineCheck> checks = Machine.checks();
    Map<String, Boolean> works = new LinkedHashMap<>();
    PARTS.forEach(part -> works.put(part, Machine.works(checks, part)));
    boolean served = works.get("docker") || works.get("process");
    if (json) {
      Map<String, Object> all =
          Map.of("works", works, "java", Runtime.version().toString(), "checks", checks);
      System.out.println(Json.mapper().writeValueAsString(new TreeMap<>(all)));
    } else {
      System.out.println("Java " + Runtime.version());
      works.forEach((part, ok) -> print(part, ok, checks));
      System.out.println();
      System.out.println(
          served
              ? "bench can run here (" + (works.get("docker") ? "docker" : "process") + ")."
              : "bench can't start a server here: mend docker or process, or measure with --url.");
    }
    return served ? 0 : 1;
  }

  private static void print(String part, boolean ok, List<MachineCheck> checks) {
    System.out.println();
    System.out.println(part + (ok ? ": ready" : ": not ready"));
    for (MachineCheck check : checks) {
      if (check.part().equals(part)) {
        System.out.printf("  %-4s %s: %s%n", check.ok() ? "ok" : "no", check.name(), check.found());
        check.mend().ifPresent(mend -> System.out.println("       mend: " + mend));
      }
    }
  }
}
