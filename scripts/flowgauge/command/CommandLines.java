package flowgauge.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command line on which each mistake is one line: 2 for wrong usage, 1 for what failed. The stack
 * trace shows with {@code --verbose}, which every command has.
 */
public final class CommandLines {
  private static final int FURTHER = 2;
  private static final int MOST_NAMES = 3;

  private CommandLines() {}

  /**
   * The command line of a command annotated for picocli. From here on this JVM writes numbers and
   * names alike for everybody, whatever the user's locale.
   */
  public static CommandLine of(Object command) {
    Locale.setDefault(Locale.ROOT);
    CommandLine line = new CommandLine(command);
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("--verbose")
                .description("show the stack trace of an error")
                .build());
    return line.setExecutionStrategy(
            parsed -> {
              StandardOutput out = StandardOutput.install();
              return written(
                  parsed.commandSpec().commandLine(), out, new RunLast().execute(parsed));
            })
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // a value that begins with @ is a value
        .setParameterExceptionHandler((wrong, args) -> usage(wrong.getCommandLine(), wrong))
        .setExecutionExceptionHandler(
            (failed, broken, parsed) -> {
              if (parsed.hasMatchedOption("--verbose")) {
                StringWriter trace = new StringWriter();
                failed.printStackTrace(new PrintWriter(trace));
                TerminalText.print(System.err, trace.toString());
              }
              if (failed instanceof TypeConversionException wrong) {
                return usage(broken, wrong);
              }
              say(broken, Failures.words(failed));
              return ExitCode.SOFTWARE;
            });
  }

  private static int written(CommandLine line, StandardOutput out, int code) {
    Optional<String> failure = out.failure();
    failure.ifPresent(why -> say(line, "can't write to standard output: " + why));
    return failure.isPresent() && code == ExitCode.OK ? ExitCode.SOFTWARE : code;
  }

  /** Says what was wrong with the usage; the exit code for it. */
  public static int usage(CommandLine line, RuntimeException wrong) {
    return usage(line, wrong, suggestion(wrong));
  }

  /** The same, with a hint that leads on; empty for none. */
  public static int usage(CommandLine line, RuntimeException wrong, String hint) {
    say(line, forPeople(wrong.getMessage()) + (hint.isEmpty() ? "" : ": " + hint));
    System.err.println("see ./jbang " + line.getCommandName() + " --help");
    return ExitCode.USAGE;
  }

  private static String suggestion(RuntimeException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    String typed = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
    List<String> near = nearest(typed, unmatched.getSuggestions());
    return near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "?";
  }

  /** The nearest first; those that take more changes than the nearest, and two, are left out. */
  static List<String> nearest(String typed, List<String> names) {
    int least = names.stream().mapToInt(name -> changes(typed, name)).min().orElse(0);
    return names.stream()
        .filter(name -> changes(typed, name) <= least + FURTHER)
        .sorted(Comparator.comparingInt(name -> changes(typed, name)))
        .limit(MOST_NAMES)
        .toList();
  }

  /** Letters to change, add or leave out (Levenshtein). */
  private static int changes(String one, String other) {
    int[] row = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  /** Without picocli's indices, and the names that Java has for numbers. */
  private static String forPeople(String message) {
    return message
        .replaceAll("^Unmatched arguments? (?:from|at) index [0-9]+: ", "unknown: ")
        .replaceAll(
            "^option '([^' ]+)(?: [^']*)?' .*should be specified only once$", "$1 is given twice")
        .replaceAll("is not an? (int|long)$", "is not a whole number")
        .replaceAll("is not a (double|float)$", "is not a number");
  }

  private static void say(CommandLine line, String message) {
    System.err.println(line.getCommandName() + ": " + oneLine(message));
  }

  /** A message as one line, without what would steer a terminal: input is quoted in it. */
  public static String oneLine(String message) {
    return TerminalText.of(message.strip().replaceAll("\\R", " "));
  }
}
