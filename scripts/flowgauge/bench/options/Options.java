package flowgauge.bench.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that several commands have, each a mixin of theirs. */
public abstract class Options {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Wrong usage, in one line. */
  protected ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
