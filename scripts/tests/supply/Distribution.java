package supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An installed Python package and what its metadata say of its licence.
 *
 * @param name in the one spelling
 * @param version what is installed
 * @param licences {@code License-Expression}, every {@code Classifier: License ::}, and the first
 *     line of {@code License}, which may hold a name or a whole text; absent ones left out
 */
record Distribution(String name, String version, List<String> licences) {
  private static final Pattern PERMISSIVE =
      Pattern.compile(
          "(?i).*\\b(MIT|BSD|0BSD|Apache|ISC|PSFL?|Python Software Foundation|CNRI|Zope|ZPL|Zlib"
              + "|Unlicense|Public Domain)\\b.*");

  /** All that are installed in a virtual environment. */
  static List<Distribution> in(Path environment) throws IOException {
    List<Distribution> found = new ArrayList<>();
    try (Stream<Path> all = Files.find(environment, 6, (path, is) -> path.endsWith("METADATA"))) {
      for (Path file : all.filter(f -> f.getParent().toString().endsWith(".dist-info")).toList()) {
        found.add(of(Files.readString(file)));
      }
    }
    return found;
  }

  private static Distribution of(String metadata) {
    List<String> fields = metadata.lines().takeWhile(line -> !line.isEmpty()).toList();
    List<String> licences = new ArrayList<>(values(fields, "License-Expression"));
    values(fields, "Classifier").stream()
        .filter(classifier -> classifier.startsWith("License ::"))
        .map(classifier -> classifier.replaceAll("^(License ::|OSI Approved|\\s*::)+ *", ""))
        .forEach(licences::add);
    licences.addAll(values(fields, "License"));
    licences.removeIf(licence -> licence.isBlank() || licence.equals("UNKNOWN"));
    return new Distribution(
        Pin.spelled(values(fields, "Name").get(0)), values(fields, "Version").get(0), licences);
  }

  private static List<String> values(List<String> fields, String name) {
    return fields.stream()
        .filter(field -> field.startsWith(name + ":"))
        .map(field -> field.substring(name.length() + 1).strip())
        .toList();
  }

  /**
   * Why a licence needs a decision: one that it names is copyleft, unless another may be taken in
   * its place, or it names none that is known.
   */
  Optional<String> doubt() {
    if (licences.stream().anyMatch(licence -> Copyleft.is(licence) && !choice(licence))) {
      return Optional.of("is copyleft: " + licences);
    }
    return licences.stream().anyMatch(licence -> PERMISSIVE.matcher(licence).matches())
        ? Optional.empty()
        : Optional.of(licences.isEmpty() ? "names no licence" : "is unknown: " + licences);
  }

  /** Does one of the licences between which an SPDX expression lets choose bind to nothing. */
  private static boolean choice(String licence) {
    return !licence.contains("(")
        && Stream.of(licence.split(" OR "))
            .anyMatch(one -> PERMISSIVE.matcher(one).matches() && !Copyleft.is(one));
  }
}
