package flowgauge.bench.options;

import flowgauge.command.CommandLines;
import flowgauge.scenario.Inputs.Order;
import flowgauge.scenario.LoadProfile.Connections;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Bench's command line: every alias's, with the options of {@code --file} put in. */
public final class BenchCommandLine {
  private BenchCommandLine() {}

  /** Executes bench's command; returns its exit code. */
  public static int execute(Object command, String... args) {
    CommandLine line = CommandLines.of(command);
    line.registerConverter(Connections.class, BenchCommandLine::connections);
    line.registerConverter(Order.class, BenchCommandLine::order);
    line.setParameterExceptionHandler((wrong, given) -> usage(line, wrong));
    BenchHelp.install(line);
    try {
      return line.execute(FileDefaults.expand(line, args));
    } catch (ParameterException wrong) {
      return usage(line, wrong);
    }
  }

  private static int usage(CommandLine line, ParameterException wrong) {
    return Mistakes.hint(wrong)
        .map(hint -> CommandLines.usage(line, wrong, hint))
        .orElseGet(() -> CommandLines.usage(line, wrong));
  }

  private static Order order(String text) {
    return Arrays.stream(Order.values())
        .filter(order -> order.text().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is none of in-turn, random, once"));
  }

  static Connections connections(String text) {
    try {
      return Connections.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException unknown) {
      throw new TypeConversionException("'" + text + "' is none of per-user, pool, new");
    }
  }
}
