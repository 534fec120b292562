package supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A Python package of a pinned list.
 *
 * @param name as the index spells it in addresses: lower case, words joined by {@code -}
 * @param version the only one that is installed
 * @param always is it installed everywhere, or on some platforms or versions of Python only
 */
public record Pin(String name, String version, boolean always) {
  private static final Pattern LINE =
      Pattern.compile("^([A-Za-z0-9._-]+)==([^\\s;\\\\]+)( ;)?.*$", Pattern.MULTILINE);

  /** Every pinned list of the checkout. */
  public static final List<String> LISTS =
      List.of(
          "flows/requirements-1.18.5.txt",
          "flows/requirements-1.12.0.txt",
          "mock-api/requirements.txt",
          "notebooks/requirements.txt",
          "scripts/benchmarks/locust.txt",
          "scripts/benchmarks/keep-alive.txt",
          ".ci/ruff.txt");

  /** The packages of a list. */
  public static List<Pin> of(Path list) throws IOException {
    return LINE.matcher(Files.readString(list))
        .results()
        .map(pin -> new Pin(spelled(pin.group(1)), pin.group(2), pin.group(3) == null))
        .toList();
  }

  /** A package's name in the one spelling by which names are compared. */
  static String spelled(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }
}
