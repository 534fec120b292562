package flowgauge.bench.options;

import flowgauge.bench.input.InputFile;
import flowgauge.scenario.Expectation;
import flowgauge.scenario.Inputs;
import flowgauge.scenario.Inputs.Order;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command line's options for what is sent, and what a good answer holds. */
public final class InputOptions extends Options {
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

  @Option(
      names = "--content",
      paramLabel = "POINTER",
      description =
          "where an event of a stream has its text, as /answer or /delta/text: events without one"
              + " don't count (what OpenAI's and PromptFlow's are is known)")
  String content;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "a line of it is a request's body: JSON lines, an object each, or CSV with a header"
              + " (.csv)")
  Path data;

  @Option(
      names = "--data-order",
      paramLabel = "ORDER",
      description =
          "in-turn, from the first again behind the last; random, by --seed; once, which ends the"
              + " load behind the last (in-turn)")
  Order order;

  @Option(
      names = "--body-template",
      paramLabel = "FILE",
      description =
          "JSON with places for --data's fields, as {\"messages\": [{\"content\": \"{{question}}\"}]}")
  Path template;

  private Optional<Inputs> inputs;

  private Optional<Inputs> inputs() {
    if (inputs == null) {
      inputs = read(data, order);
    }
    return inputs;
  }

  private Optional<Inputs> read(Path file, Order wanted) {
    if (file == null) {
      if (wanted != null) {
        throw wrong("--data-order goes with --data");
      }
      if (template != null) {
        throw wrong("--body-template goes with --data");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Inputs(
              InputFile.read(file, Optional.ofNullable(template)),
              wanted == null ? Order.IN_TURN : wanted,
              Optional.ofNullable(template).map(Path::toString)));
    } catch (IOException bad) {
      throw wrong("--data: " + bad.getMessage());
    }
  }

  /** The scenario with these in its request. */
  public Scenario of(Scenario scenario) {
    if (content != null && !content.startsWith("/")) {
      throw wrong("--content takes a JSON pointer, as /answer or /delta/text");
    }
    Target target =
        scenario
            .target()
            .streaming(stream)
            .expecting(expectations)
            .reading(Optional.ofNullable(content));
    if (data != null && scenario.url().isPresent() && target.body().length > 0) {
      throw wrong("--data has the bodies that are sent: leave --body out");
    }
    return scenario.sending(inputs().map(target::sending).orElse(target));
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
