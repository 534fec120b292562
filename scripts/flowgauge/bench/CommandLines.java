package flowgauge.bench;

import flowgauge.scenario.LoadProfile.Connections;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.TypeConversionException;

/** How bench's command line behaves: one line for each mistake, its exit code, no stack trace. */
public final class CommandLines {
  private CommandLines() {}

  /** A command line that can be executed. */
  public static Executable of(Object command) {
    CommandLine line = new CommandLine(command);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Connections.class, CommandLines::connections);
    line.setParameterExceptionHandler(
        (wrong, args) -> {
          System.err.println(line.getCommandName() + ": " + wrong.getMessage());
          System.err.println("see ./jbang " + line.getCommandName() + " --help");
          return ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler(
        (failed, in, result) -> {
          String message = failed.getMessage() == null ? failed.toString() : failed.getMessage();
          System.err.println(line.getCommandName() + ": " + message.lines().findFirst().orElse(""));
          if (result.originalArgs().contains("--verbose")) {
            failed.printStackTrace();
          }
          return failed instanceof TypeConversionException ? ExitCode.USAGE : ExitCode.SOFTWARE;
        });
    return args -> {
      try {
        return line.execute(FileDefaults.expand(line, args));
      } catch (CommandLine.ParameterException wrong) {
        System.err.println(line.getCommandName() + ": " + wrong.getMessage());
        return ExitCode.USAGE;
      }
    };
  }

  private static Connections connections(String text) {
    try {
      return Connections.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException unknown) {
      throw new TypeConversionException("'" + text + "' is none of per-user, pool, new");
    }
  }

  /** Something to execute. */
  public interface Executable {
    /** Runs with these arguments and returns the exit code. */
    int execute(String... args);
  }
}
