package flowgauge.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run's folder must be, whoever made it: {@code run.json} whole, and nothing in it that
 * leads out of it.
 */
final class RunCheck {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  private RunCheck() {}

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

  private static Optional<String> missing(Object value, String name) {
    if (value == null) {
      return Optional.of(name);
    }
    if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        Optional<String> found = missing(part(value, component), component.getName());
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
                : value instanceof Iterable<?> many ? stream(many) : Stream.of();
    return all.map(each -> missing(each, name)).flatMap(Optional::stream).findFirst();
  }

  private static Stream<?> stream(Iterable<?> many) {
    Stream.Builder<Object> all = Stream.builder();
    many.forEach(all);
    return all.build();
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
