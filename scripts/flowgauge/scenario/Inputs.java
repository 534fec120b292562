package flowgauge.scenario;

import java.util.Locale;
import java.util.Optional;

/**
 * What requests send in place of one body.
 *
 * @param lines the bodies
 * @param order which request sends which
 * @param template the file of what they were put into; empty where they are bodies as they stand
 */
public record Inputs(InputLines lines, Order order, Optional<String> template) {

  /** Which request sends which body. */
  public enum Order {
    /** One after the other, and from the first again. */
    IN_TURN,
    /** Any, by the load's seed. */
    RANDOM,
    /** One after the other; behind the last one the load ends. */
    ONCE;

    /** The name on the command line. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
