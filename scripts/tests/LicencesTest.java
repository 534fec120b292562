import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import supply.Copyleft;

/** No library under a copyleft licence: told by the poms in the local repository. */
class LicencesTest {
  private static final Pattern LICENCE =
      Pattern.compile("(?s)<license>.*?<name>\\s*(.*?)\\s*</name>.*?</license>");
  private static final Pattern PARENT = Pattern.compile("(?s)<parent>(.*?)</parent>");

  /** By group: each with the reason why it may stand. */
  private static final Map<String, String> DECIDED =
      Map.of(
          "org.junit", "EPL-2.0; for tests only, nothing of it is shipped or changed",
          "net.java.dev.jna", "LGPL-2.1 or Apache-2.0 at one's choice: Apache-2.0 is taken",
          "org.zeromq", "MPL-2.0, which binds its own files only; the notebooks' kernel brings it");

  @Test
  void noLibraryIsCopyleft() throws Exception {
    Map<String, List<String>> licences = new TreeMap<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path pom = Path.of(entry.replaceAll("(-linux-[a-z0-9_]+)?\\.jar$", ".pom"));
      if (entry.endsWith(".jar") && Files.exists(pom)) {
        licences.put(pom.toString(), licences(pom, 0));
      }
    }
    assertTrue(licences.size() > 20, "no poms beside the libraries");
    List<String> wrong = new ArrayList<>();
    licences.forEach(
        (pom, names) -> {
          boolean free = names.stream().anyMatch(name -> !Copyleft.is(name));
          boolean decided =
              DECIDED.keySet().stream()
                  .anyMatch(g -> pom.contains("/" + g.replace('.', '/') + "/"));
          if (!free && !decided) {
            wrong.add(pom + ": " + names);
          }
        });
    assertEquals(List.of(), wrong);
  }

  private static List<String> licences(Path pom, int depth) throws Exception {
    String text = Files.readString(pom);
    List<String> names = new ArrayList<>();
    Matcher licence = LICENCE.matcher(text);
    while (licence.find()) {
      names.add(licence.group(1));
    }
    Matcher parent = PARENT.matcher(text);
    if (!names.isEmpty() || depth > 8 || !parent.find()) {
      return names;
    }
    String group = field(parent.group(1), "groupId").orElseThrow();
    String artifact = field(parent.group(1), "artifactId").orElseThrow();
    String version = field(parent.group(1), "version").orElseThrow();
    String below =
        "%s/%s/%s/%s-%s.pom"
            .formatted(group.replace('.', '/'), artifact, version, artifact, version);
    // The repository is wherever its user keeps it: some folder above.
    for (Path root = pom.getParent(); root != null; root = root.getParent()) {
      if (Files.exists(root.resolve(below))) {
        return licences(root.resolve(below), depth + 1);
      }
    }
    return names;
  }

  private static Optional<String> field(String xml, String name) {
    Matcher found = Pattern.compile("<" + name + ">\\s*(.*?)\\s*</" + name + ">").matcher(xml);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
