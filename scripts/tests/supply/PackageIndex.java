package supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The index that pip uses, asked what it knows against pinned packages. */
final class PackageIndex {
  private static final String SCRIPT = "scripts/tests/supply/vulnerabilities.py";

  /**
   * A vulnerability that is known.
   *
   * @param ids its own, then what else it is called
   * @param fixed the releases that have it no more; none if there is none
   */
  record Vulnerability(List<String> ids, List<String> fixed) {
    @Override
    public String toString() {
      return String.join(", ", ids)
          + (fixed.isEmpty() ? ", not fixed" : ", fixed in " + String.join(", ", fixed));
    }
  }

  /**
   * What the index told of a package.
   *
   * @param known whether it told of the pinned release at all
   */
  record Told(Pin pin, boolean known, List<Vulnerability> vulnerabilities) {}

  private PackageIndex() {}

  /**
   * Asks for each.
   *
   * @param python an interpreter that has pip
   * @param settings variables of pip's besides those of this process
   * @throws IOException in one line, if the index does not answer
   */
  static List<Told> ask(Path checkout, Path python, Map<String, String> settings, List<Pin> pins)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("flowgauge-index-", ".log");
    Path asked = Files.createTempFile("flowgauge-index-", ".txt");
    try {
      Files.write(asked, pins.stream().map(pin -> pin.name() + " " + pin.version()).toList());
      ProcessBuilder builder =
          new ProcessBuilder(python.toString(), checkout.resolve(SCRIPT).toString())
              .redirectInput(asked.toFile())
              .redirectError(errors.toFile());
      builder.environment().putAll(settings);
      Process process = builder.start();
      String answers = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        List<String> said = Files.readString(errors).lines().toList();
        throw new IOException(said.isEmpty() ? "no reason given" : said.get(said.size() - 1));
      }
      List<Told> told = new ArrayList<>();
      for (String line : answers.lines().toList()) {
        told.add(told(pins.get(told.size()), new ObjectMapper().readTree(line)));
      }
      return told;
    } finally {
      Files.delete(errors);
      Files.delete(asked);
    }
  }

  private static Told told(Pin pin, JsonNode answer) {
    List<Vulnerability> vulnerabilities = new ArrayList<>();
    for (JsonNode one : answer.get("vulnerabilities")) {
      List<String> ids = new ArrayList<>(List.of(one.get("id").asText()));
      ids.addAll(texts(one.get("aliases")));
      vulnerabilities.add(new Vulnerability(ids, texts(one.get("fixed"))));
    }
    return new Told(pin, answer.get("known").asBoolean(), vulnerabilities);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
