package flowgauge.bench.options;

import flowgauge.scenario.LoadProfile.Rate;
import flowgauge.scenario.LoadProfile.Stage;
import flowgauge.scenario.LoadProfile.Users;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a stage of load: {@code users=200,for=60s} or {@code rate=10..200,for=30s}. */
final class Stages implements ITypeConverter<Stage> {
  private static final double DEFAULT_SPAWN_RATE = 20;
  private static final double HIGHEST_RATE = 1e6;
  private static final Set<String> PARTS = Set.of("users", "spawn_rate", "rate", "for");

  @Override
  public Stage convert(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : text.split(",")) {
      String[] pair = part.split("=", 2);
      if (pair.length != 2) {
        throw wrong(text);
      }
      parts.put(pair[0].strip().replace('-', '_'), pair[1].strip());
    }
    return of(parts, text);
  }

  /** A stage from its parts: users or rate, for, and spawn_rate if wanted. */
  static Stage of(Map<String, String> parts, String text) {
    if (!PARTS.containsAll(parts.keySet())
        || !parts.containsKey("for")
        || parts.containsKey("users") == parts.containsKey("rate")) {
      throw wrong(text);
    }
    Duration length = Durations.parse(parts.get("for"));
    try {
      if (parts.containsKey("rate")) {
        return rate(parts.get("rate"), length);
      }
      double spawn =
          parts.containsKey("spawn_rate")
              ? Double.parseDouble(parts.get("spawn_rate"))
              : DEFAULT_SPAWN_RATE;
      return new Users(Integer.parseInt(parts.get("users")), spawn, length);
    } catch (NumberFormatException notANumber) {
      throw wrong(text);
    }
  }

  /** An open stage: one rate, or two with dots in between. */
  static Rate rate(String text, Duration length) {
    try {
      String[] ends = text.split("\\.\\.", 2);
      double from = Double.parseDouble(ends[0]);
      double to = ends.length == 2 ? Double.parseDouble(ends[1]) : from;
      if (!(from >= 0 && to >= 0 && from + to > 0 && Math.max(from, to) <= HIGHEST_RATE)) {
        throw new NumberFormatException();
      }
      return new Rate(from, to, length);
    } catch (NumberFormatException notARate) {
      throw new TypeConversionException(
          "'%s' is not a rate; write for example 50 or 10..200 (requests a second, at most 1000000)"
              .formatted(text));
    }
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "'%s' is not a stage; write for example users=200,for=60s or rate=10..200,for=30s"
            .formatted(text));
  }
}
