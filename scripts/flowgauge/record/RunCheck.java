package flowgauge.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run's folder must be, whoever made it: {@code run.json} whole, and nothing in it that
 * leads out of it.
 */
final class RunCheck {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  /** Beyond any size, count or time that can be, and still exact as a floating point number. */
  private static final double MOST = 1L << 53;

  private static final double LONGEST_S = 31 * 86_400;
  private static final long MOST_THREADS = 10_000_000;
  private static final Set<String> ANY = Set.of("seed");
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  /** Whether a scenario may be called so: its name is a folder's. */
  static boolean isName(String scenario) {
    return scenario != null && NAME.matcher(scenario).matches();
  }

  /** Fails where something is missing or a scenario's name is no plain name. */
  static void check(RunInfo info, Path file) throws IOException {
    Optional<String> missing = missing(info, "");
    if (missing.isPresent()) {
      throw new IOException(file + " cannot be read: it lacks " + missing.get());
    }
    Optional<String> impossible = impossible(info, "");
    if (impossible.isPresent()) {
      throw new IOException(
          file + " cannot be read: " + impossible.get() + " is not what can be there");
    }
    Set<String> names = new HashSet<>();
    for (ScenarioInfo scenario : info.scenarios()) {
      if (!isName(scenario.name())) {
        throw new IOException(
            file + " cannot be read: '" + scenario.name() + "' is no name of a scenario");
      }
      if (!names.add(scenario.name())) {
        throw new IOException(file + " cannot be read: it has '" + scenario.name() + "' twice");
      }
    }
  }

  /** The first figure or date beyond any that can be. */
  private static Optional<String> impossible(Object value, String name) {
    boolean wrong =
        value instanceof Number number
                && !ANY.contains(name)
                && Math.abs(number.doubleValue()) > MOST
            || value instanceof Instant moment && (moment.isBefore(FIRST) || moment.isAfter(LAST))
            || value instanceof LoadInfo load && !sane(load)
            || value instanceof ServerInfo server && !sane(server)
            || value instanceof Summary.Times times && !sane(times);
    return wrong ? Optional.of(name) : parts(value, name, RunCheck::impossible);
  }

  private static boolean sane(LoadInfo load) {
    return time(load.waitMinSeconds())
        && time(load.waitMaxSeconds())
        && time(load.warmUpSeconds())
        && time(load.drainSeconds())
        && load.stages().stream()
            .allMatch(
                stage ->
                    time(stage.seconds())
                        && stage.users().orElse(0) >= 0
                        && stage.spawnRate().orElse(0.0) >= 0
                        && stage.rateFrom().orElse(0.0) >= 0
                        && stage.rateTo().orElse(0.0) >= 0);
  }

  private static boolean sane(ServerInfo server) {
    int workers = server.workers().orElse(0);
    int threads = server.threads().orElse(0);
    return time(server.fanOutSeconds())
        && time(server.serviceSeconds().orElse(0.0))
        && server.cpus().orElse(0.0) >= 0
        && time(server.mockMinSeconds().orElse(0.0))
        && time(server.mockMaxSeconds().orElse(0.0))
        && workers >= 0
        && threads >= 0
        && (long) workers * threads <= MOST_THREADS;
  }

  private static boolean sane(Summary.Times times) {
    return times.percentiles().size() == Summary.PERCENTILES.size()
        && times.percentiles().stream().allMatch(ms -> time(ms / 1e3))
        && time(times.medianMs() / 1e3)
        && time(times.meanMs() / 1e3)
        && time(times.minMs() / 1e3)
        && time(times.maxMs() / 1e3);
  }

  /** Up to 31 days, the longest load; NaN where it is unknown. */
  private static boolean time(double seconds) {
    return Double.isNaN(seconds) || seconds >= 0 && seconds <= LONGEST_S;
  }

  private static Optional<String> missing(Object value, String name) {
    if (value == null) {
      return Optional.of(name);
    }
    return parts(value, name, RunCheck::missing);
  }

  /** What is found first in the parts of a record, a list, a map or an optional value. */
  private static Optional<String> parts(
      Object value, String name, BiFunction<Object, String, Optional<String>> find) {
    if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        Optional<String> found = find.apply(part(value, component), component.getName());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    Stream<?> all =
        value instanceof Optional<?> one
            ? one.stream()
            : value instanceof Map<?, ?> map
                ? map.values().stream()
                : value instanceof Collection<?> many ? many.stream() : Stream.of();
    return all.map(each -> find.apply(each, name)).flatMap(Optional::stream).findFirst();
  }

  private static Object part(Object value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Fails at a link that leads out of the folder: it would be read, or written to. */
  static void noWayOut(Path folder) throws IOException {
    Path home = folder.toRealPath();
    try (Stream<Path> all = Files.walk(home, 4)) {
      for (Path link : all.filter(Files::isSymbolicLink).toList()) {
        if (!Files.exists(link) || !link.toRealPath().startsWith(home)) {
          throw new IOException(
              link + " is a link out of the run's folder: put a copy in its place");
        }
      }
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  /** What is wrong with some JSON and where, without its reader's own terms. */
  static String words(JsonProcessingException broken) {
    String where = broken.getLocation() == null ? "" : "line " + broken.getLocation().getLineNr();
    if (broken instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field =
          mapping.getPath().stream()
              .map(at -> at.getFieldName() == null ? "" + at.getIndex() : at.getFieldName())
              .collect(Collectors.joining("/"));
      return "%s, %s is not what belongs there".formatted(where, field);
    }
    return where + " is not JSON";
  }
}
