package flowgauge.bench.options;

import flowgauge.load.Baseline;
import flowgauge.scenario.LoadProfile;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How long a server is asked one request at a time: until {@value #ENOUGH} answers came, but at
 * least 2 s, and at most a fifth of the load's length, from 3 s to 10 s. After the drain a third.
 */
public final class Baselines implements ITypeConverter<Duration> {
  private static final int ENOUGH = 30;
  private static final Duration LEAST = Duration.ofSeconds(2);
  private static final Duration SHORTEST_BOUND = Duration.ofSeconds(3);
  private static final Duration LONGEST_BOUND = Duration.ofSeconds(10);
  private static final int PART_OF_LOAD = 5;
  private static final int PART_AFTER = 3;

  /** Rows are kept in memory meanwhile. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * Ahead of the load; empty for none.
   *
   * @param asked empty for a length that follows the response time
   */
  public static Optional<Baseline.Length> before(Optional<Duration> asked, LoadProfile load) {
    if (asked.isPresent()) {
      return asked
          .filter(length -> !length.isZero())
          .map(length -> new Baseline.Length(length, length, patience(length), Integer.MAX_VALUE));
    }
    Duration part = load.total().dividedBy(PART_OF_LOAD);
    Duration most =
        part.compareTo(SHORTEST_BOUND) < 0
            ? SHORTEST_BOUND
            : part.compareTo(LONGEST_BOUND) > 0 ? LONGEST_BOUND : part;
    return Optional.of(new Baseline.Length(LEAST, most, patience(most), ENOUGH));
  }

  private static Duration patience(Duration most) {
    return most.compareTo(LONGEST_BOUND) > 0 ? most : LONGEST_BOUND;
  }

  /** After the drain, where there was one before. */
  public static Baseline.Length after(Baseline.Length before) {
    return new Baseline.Length(
        before.least().dividedBy(PART_AFTER),
        before.most().dividedBy(PART_AFTER),
        before.patience(),
        before.enough() == Integer.MAX_VALUE ? before.enough() : before.enough() / PART_AFTER);
  }

  @Override
  public Duration convert(String text) {
    Duration length = text.strip().equals("0") ? Duration.ZERO : Durations.parse(text);
    if (length.compareTo(LONGEST) > 0) {
      throw new TypeConversionException("'" + text + "' is longer than 10 minutes");
    }
    return length;
  }
}
