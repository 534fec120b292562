import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** How a benchmark's command line behaves: one line for each mistake, no stack trace. */
final class Commands {
  private Commands() {}

  static CommandLine of(Object command) {
    CommandLine line = new CommandLine(command);
    line.setCaseInsensitiveEnumValuesAllowed(true);
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
          return ExitCode.SOFTWARE;
        });
    return line;
  }
}
