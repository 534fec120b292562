///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS com.google.googlejavaformat:google-java-format:1.28.0
//SOURCES flowgauge/command/package-info.java
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED --add-exports=jdk.compiler/com.sun.tools.javac.code=ALL-UNNAMED --add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED --add-exports=jdk.compiler/com.sun.tools.javac.parser=ALL-UNNAMED --add-exports=jdk.compiler/com.sun.tools.javac.tree=ALL-UNNAMED --add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import flowgauge.command.Alias;
import flowgauge.command.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Formats the Java sources, and lists each package's own in its {@code package-info.java}: JBang
 * knows no {@code *.java} where scripts come by HTTP. Other directives stay as they are.
 */
@Command(
    name = "format",
    description = {
      "Formats the project's Java sources with google-java-format, and keeps the lists of sources"
          + " in each package-info.java true. Run it after adding or moving a file."
    },
    footer = {"", "Examples:", "  ./jbang format", "  ./jbang format --check"})
class Format extends Alias {
  private static final Pattern OWN = Pattern.compile("//SOURCES [^/ ]+\\.java");

  @Option(names = "--check", description = "change nothing; exit with 1 if a file would change")
  boolean check;

  public static void main(String... args) {
    System.exit(CommandLines.of(new Format()).execute(args));
  }

  @Override
  public Integer call() throws IOException, FormatterException {
    Path scripts = Path.of("scripts");
    if (!Files.isDirectory(scripts)) {
      System.err.println("format: no folder scripts here: run it at the repository's root");
      return 2;
    }
    Formatter formatter = new Formatter();
    List<Path> changed = new ArrayList<>();
    for (Path file : sources(scripts)) {
      String before = Files.readString(file);
      String after;
      try {
        after =
            format(formatter, file.endsWith("package-info.java") ? listed(file, before) : before);
      } catch (FormatterException broken) {
        System.err.println(file + ": " + broken.getMessage().lines().findFirst().orElse(""));
        return 1;
      }
      if (!after.equals(before)) {
        changed.add(file);
        if (!check) {
          Files.writeString(file, after);
        }
      }
    }
    changed.forEach(file -> System.out.println((check ? "not formatted: " : "formatted ") + file));
    return check && !changed.isEmpty() ? 1 : 0;
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** With the package's own sources listed, one a line, where its own stood before. */
  static String listed(Path info, String text) throws IOException {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int at = 0;
    while (at < lines.size()
        && lines.get(at).startsWith("//")
        && !OWN.matcher(lines.get(at)).matches()) {
      at++;
    }
    lines.removeIf(line -> OWN.matcher(line).matches());
    try (Stream<Path> files = Files.list(info.getParent())) {
      List<String> own =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
              .sorted()
              .map(name -> "//SOURCES " + name)
              .toList();
      lines.addAll(Math.min(at, lines.size()), own);
    }
    return String.join("\n", lines) + "\n";
  }

  // The formatter would turn "//DEPS" into "// DEPS", which JBang does not read.
  private static String format(Formatter formatter, String source) throws FormatterException {
    int code = 0;
    while (source.startsWith("//", code)) {
      code = source.indexOf('\n', code) + 1;
    }
    String directives = source.substring(0, code);
    String ordered =
        ImportOrderer.reorderImports(
            RemoveUnusedImports.removeUnusedImports(source.substring(code)),
            JavaFormatterOptions.Style.GOOGLE);
    String body = formatter.formatSource(ordered).strip() + "\n";
    return directives.isEmpty() ? body : directives + "\n" + body;
  }
}
