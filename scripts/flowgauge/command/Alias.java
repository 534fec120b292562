package flowgauge.command;

import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** An alias: what each is on the command line beside its own options. */
@Command(mixinStandardHelpOptions = true, usageHelpAutoWidth = true)
public abstract class Alias implements Callable<Integer> {
  private static final Pattern TIME = Pattern.compile("([0-9]*\\.?[0-9]+)\\s*(ms|s)");

  @Spec private CommandSpec spec;

  /** Its command line, once that is made. */
  protected CommandLine line() {
    return spec.commandLine();
  }

  /** What an option says of a time, as 1.25s or 500ms, in seconds. */
  protected double seconds(String option, String text) {
    Matcher time = TIME.matcher(text.strip());
    if (!time.matches()) {
      throw wrong("%s: '%s' is no time; write for example 1.25s or 500ms".formatted(option, text));
    }
    return Double.parseDouble(time.group(1)) / (time.group(2).equals("ms") ? 1e3 : 1);
  }

  /** Wrong usage, in one line. */
  protected ParameterException wrong(String message) {
    return new ParameterException(line(), message);
  }
}
