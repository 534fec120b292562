package flowgauge.record.sample;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The part of the run in which a request was sent. The name in files is in lower case. */
public enum Phase {
  /** One request at a time, before the load and again after its drain: no part of the load. */
  BASELINE,
  /** Asked for by {@code --warm-up}. */
  WARM_UP,
  /** Users are still being spawned, or the rate still changes. */
  RAMP,
  /** The load is constant. */
  STEADY,
  /** The load is over; what is in flight is waited for. */
  DRAIN;

  private static final Phase[] VALUES = values();

  private final String text = name().toLowerCase(Locale.ROOT);

  /** False for what is asked to learn of the server, and counts in no figure of the load. */
  public boolean ofLoad() {
    return this != BASELINE;
  }

  /** The name in files. */
  public String text() {
    return text;
  }

  /** The phase of that name in files, or empty. */
  public static Optional<Phase> of(String text) {
    return Arrays.stream(VALUES).filter(phase -> phase.text.equals(text)).findFirst();
  }

  static Phase at(int ordinal) {
    return VALUES[ordinal];
  }
}
