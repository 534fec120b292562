package flowgauge.bench.options;

import flowgauge.scenario.subject.MockSettings;
import flowgauge.scenario.subject.ModelSettings;
import flowgauge.scenario.subject.Spread;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The command line's options for the mock API, and for it as a model. */
public final class MockOptions extends Options {
  @Option(
      names = "--mock-wait",
      paramLabel = "MIN..MAX",
      converter = Durations.Span.class,
      defaultValue = "1s..1s",
      description = "how long the mock API waits, uniform (${DEFAULT-VALUE})")
  Durations.Range wait;

  @Option(
      names = "--mock-model",
      description =
          "the mock API is the model of --flow or --app, in place of OpenAI's or Azure's: their"
              + " variables and PromptFlow's connections lead to it; each option below does so too")
  boolean model;

  @Option(
      names = "--mock-first-token",
      paramLabel = "TIME",
      converter = Spreads.Time.class,
      description =
          "to its first token: 300ms, 200ms..600ms (uniform) or 400ms,p99=2s (log-normal, 400ms its"
              + " median) (300ms)")
  Spread firstToken;

  @Option(
      names = "--mock-token-gap",
      paramLabel = "TIME",
      converter = Spreads.Time.class,
      description = "from token to token, alike (20ms)")
  Spread tokenGap;

  @Option(
      names = "--mock-tokens",
      paramLabel = "N",
      converter = Spreads.Count.class,
      description = "tokens of its answer: 50, 10..200 or 50,p99=400 (50)")
  Spread tokens;

  @Option(
      names = "--mock-answer",
      paramLabel = "TEXT",
      description = "what it says, where the flow reads it, in place of drawn words")
  String answer;

  @Option(
      names = "--mock-requests-per-minute",
      paramLabel = "N",
      description = "it refuses more than these in any 60 s: 429 with Retry-After")
  Integer requestsPerMinute;

  @Option(
      names = "--mock-tokens-per-minute",
      paramLabel = "N",
      description = "alike for tokens, asked and answered")
  Integer tokensPerMinute;

  /**
   * The settings.
   *
   * @param seed of all that it draws
   */
  public MockSettings settings(long seed) {
    if (Stream.of(requestsPerMinute, tokensPerMinute).anyMatch(most -> most != null && most < 1)) {
      throw wrong("--mock-requests-per-minute and --mock-tokens-per-minute must be above 0");
    }
    if (answer != null && answer.isBlank()) {
      throw wrong("--mock-answer has no words");
    }
    ModelSettings usual = ModelSettings.USUAL;
    boolean given =
        model
            || Stream.of(firstToken, tokenGap, tokens, answer, requestsPerMinute, tokensPerMinute)
                .anyMatch(option -> option != null);
    return new MockSettings(
        wait.min().toNanos() / 1e9,
        wait.max().toNanos() / 1e9,
        new ModelSettings(
            firstToken == null ? usual.firstToken() : firstToken,
            tokenGap == null ? usual.tokenGap() : tokenGap,
            tokens == null ? usual.tokens() : tokens,
            Optional.ofNullable(requestsPerMinute),
            Optional.ofNullable(tokensPerMinute),
            Optional.ofNullable(answer),
            given),
        seed);
  }
}
