package flowgauge.bench;

import flowgauge.scenario.Expectation;
import flowgauge.scenario.Scenario;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command line's options for what is sent, and what a good answer holds. */
public final class InputOptions {
  @Option(names = "--stream", description = "ask for an event stream (Accept: text/event-stream)")
  boolean stream;

  @Option(
      names = "--expect",
      paramLabel = "'KIND WHAT'",
      converter = Expectations.class,
      description =
          "an answer without it is a failure: 'json /answer' (a value there, in the answer or in an"
              + " event), 'text WORDS' (in the body), 'end [DONE]' (a stream's last event);"
              + " repeatable")
  List<Expectation> expectations = List.of();

  /** The scenario with these in its request. */
  public Scenario of(Scenario scenario) {
    return scenario.sending(scenario.target().streaming(stream).expecting(expectations));
  }

  static final class Expectations implements ITypeConverter<Expectation> {
    @Override
    public Expectation convert(String text) {
      try {
        return Expectation.of(text);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(wrong.getMessage());
      }
    }
  }
}
