package flowgauge.serve.setup;

import flowgauge.scenario.subject.OwnFiles;
import flowgauge.serve.server.ServeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The packages that a user's flow or app needs on top of the pinned ones, which stay as they are.
 *
 * @param folder where paths in the list begin
 * @param list as pip reads it; empty for none
 * @param further packages, as pip reads them
 */
public record OwnPackages(Path folder, Optional<Path> list, List<String> further) {
  private static final Pattern INCLUDED =
      Pattern.compile("\\s*(?:-r|--requirement|-c|--constraint)[ =]*(\\S+).*");
  private static final Pattern LOCAL =
      Pattern.compile("\\s*(?:(?:-e|--editable)[ =]*)?(?:file:)?(\\.{0,2}/\\S*|\\.).*");
  private static final Pattern EDITABLE = Pattern.compile("^\\s*(?:-e|--editable)\\b");
  private static final Pattern WANTED = Pattern.compile("\\s*(.*) (?:depends on|requested) (.*)");

  /** Those of what a user serves. */
  public static OwnPackages of(OwnFiles files) {
    return new OwnPackages(files.folder(), files.requirements(), files.packages());
  }

  /** Equal for equal packages only: the list, lists that it names, and folders that it installs. */
  public String key() throws ServeException {
    StringBuilder all = new StringBuilder(String.join("\n", further)).append('\n');
    if (list.isPresent()) {
      read(list.get(), all, new LinkedHashSet<>());
    }
    return ContentHash.of(all.toString());
  }

  private void read(Path file, StringBuilder all, Set<Path> seen) throws ServeException {
    if (!seen.add(file.normalize())) {
      return;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        all.append(line).append('\n');
        Matcher included = INCLUDED.matcher(line);
        Matcher local = LOCAL.matcher(line);
        if (included.matches() && !included.group(1).contains("://")) {
          read(file.resolveSibling(included.group(1)), all, seen);
        } else if (local.matches() && Files.isDirectory(folder.resolve(local.group(1)))) {
          Path named = folder.resolve(local.group(1));
          all.append(ContentHash.ofFolder(named)).append('\n');
          // an editable one is not copied: the environment leads to its folder
          all.append(EDITABLE.matcher(line).find() ? named.toAbsolutePath() + "\n" : "");
        }
      }
    } catch (IOException | UncheckedIOException | InvalidPathException unreadable) {
      throw new ServeException(
          "can't read the list of packages %s: %s".formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  /** What pip is told to install. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    list.ifPresent(file -> arguments.addAll(List.of("-r", file.toString())));
    arguments.addAll(further);
    return arguments;
  }

  /** For messages. */
  String title() {
    return list.map(file -> file.getFileName().toString())
        .orElseGet(() -> String.join(", ", further));
  }

  /**
   * Versions by name.
   *
   * @param frozen as {@code pip list --format=freeze} prints them
   */
  public static Map<String, String> versions(List<String> frozen) {
    return frozen.stream()
        .map(line -> line.split("==", 2))
        .filter(parts -> parts.length == 2 && !parts[0].isBlank())
        .collect(
            Collectors.toMap(
                parts -> parts[0].toLowerCase(Locale.ROOT).replace('_', '-'),
                parts -> parts[1],
                (one, other) -> one,
                TreeMap::new));
  }

  /**
   * What pip is told where the folder is elsewhere, as a list of its own.
   *
   * @param elsewhere where the folder is then
   * @param list where the list is then, if it lies outside of the folder
   */
  public String list(String elsewhere, String list) {
    StringBuilder all = new StringBuilder();
    this.list.ifPresent(
        file -> all.append("-r ").append(outside() ? list : elsewhere + "/" + within(file)));
    further.forEach(each -> all.append('\n').append(each));
    return all.append('\n').toString();
  }

  /** Whether the list lies outside of the folder. */
  public boolean outside() {
    return list.isPresent() && !list.get().normalize().startsWith(folder.normalize());
  }

  private String within(Path file) {
    return folder.normalize().relativize(file.normalize()).toString();
  }

  /**
   * Which packages are in conflict, by what pip printed; empty where none are.
   *
   * @param printed its last lines
   */
  public static Optional<String> conflict(List<String> printed) {
    List<String> wanted = new ArrayList<>();
    List<String> pinned = new ArrayList<>();
    for (String line : printed) {
      Matcher each = WANTED.matcher(line);
      if (each.matches() && each.group(2).startsWith("(constraint) ")) {
        pinned.add(each.group(2).substring("(constraint) ".length()));
      } else if (each.matches()) {
        String by = each.group(1).equals("The user") ? "" : " (by " + each.group(1).strip() + ")";
        wanted.add(each.group(2) + by);
      }
    }
    return wanted.isEmpty() || pinned.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "it wants %s, and what serves it is pinned to %s: change it there, or try another"
                    .formatted(String.join(", ", wanted), String.join(", ", pinned))
                + " --promptflow");
  }
}
