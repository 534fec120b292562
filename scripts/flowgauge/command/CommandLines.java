package flowgauge.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/**
 * A command line on which each mistake is one line: 2 for wrong usage, 1 for what failed. The stack
 * trace shows with {@code --verbose}, where the command has that option.
 */
public final class CommandLines {
  private CommandLines() {}

  /**
   * The command line of a command annotated for picocli. From here on this JVM writes numbers and
   * names alike for everybody, whatever the user's locale.
   */
  public static CommandLine of(Object command) {
    Locale.setDefault(Locale.ROOT);
    return new CommandLine(command)
        .setExecutionStrategy(
            parsed -> {
              StandardOutput out = StandardOutput.install();
              return written(
                  parsed.commandSpec().commandLine(), out, new RunLast().execute(parsed));
            })
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // a value that begins with @ is a value
        .setParameterExceptionHandler((wrong, args) -> usage(wrong.getCommandLine(), wrong))
        .setExecutionExceptionHandler(
            (failed, line, parsed) -> {
              if (parsed.originalArgs().contains("--verbose")) {
                StringWriter trace = new StringWriter();
                failed.printStackTrace(new PrintWriter(trace));
                TerminalText.print(System.err, trace.toString());
              }
              if (failed instanceof TypeConversionException wrong) {
                return usage(line, wrong);
              }
              say(line, Failures.words(failed));
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
    say(line, forPeople(wrong.getMessage()));
    System.err.println("see ./jbang " + line.getCommandName() + " --help");
    return ExitCode.USAGE;
  }

  /** Without the names that Java has for numbers. */
  private static String forPeople(String message) {
    return message
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
