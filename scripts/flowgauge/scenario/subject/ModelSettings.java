package flowgauge.scenario.subject;

import java.util.Optional;

/**
 * How the mock API answers as a model.
 *
 * @param firstToken seconds to the first token
 * @param tokenGap seconds from token to token
 * @param tokens of an answer
 * @param requestsPerMinute more are refused; empty for any
 * @param tokensPerMinute more, asked and answered, are refused; empty for any
 * @param answer what it says in place of drawn words
 * @param given whether what is the user's is pointed to it
 */
public record ModelSettings(
    Spread firstToken,
    Spread tokenGap,
    Spread tokens,
    Optional<Integer> requestsPerMinute,
    Optional<Integer> tokensPerMinute,
    Optional<String> answer,
    boolean given) {

  /** Unless others are asked for. */
  public static final ModelSettings USUAL =
      new ModelSettings(
          Spread.always(0.3),
          Spread.always(0.02),
          Spread.always(50),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);
}
