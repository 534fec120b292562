import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every alias of the catalog builds, has help, and says what it is for. */
class CatalogTest {
  private static List<Map.Entry<String, JsonNode>> aliases() throws IOException {
    JsonNode catalog =
        new ObjectMapper().readTree(Repository.root().resolve("jbang-catalog.json").toFile());
    return new ArrayList<>(catalog.get("aliases").properties());
  }

  @Tag("slow")
  @ResourceLock(Jbang.CACHE)
  @TestFactory
  List<DynamicTest> everyAliasBuildsAndHasHelpWithExamples() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> alias : aliases()) {
      tests.add(
          DynamicTest.dynamicTest(
              alias.getKey(),
              () -> {
                Jbang.Ended built = Jbang.ended(Jbang.start(Map.of(), "build", alias.getKey()));
                assertEquals(0, built.code(), built.all());
                Jbang.Ended help = Jbang.ended(Jbang.start(Map.of(), alias.getKey(), "--help"));
                assertEquals(0, help.code(), help.all());
                assertTrue(help.all().contains("Example"), help.all());
              }));
    }
    assertFalse(tests.isEmpty());
    return tests;
  }

  /** Those that the tests can call; the others have libraries of their own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench",
        "analyze",
        "compare",
        "predict",
        "report",
        "import-locust",
        "doctor",
        "notebooks",
        "sweep"
      })
  void helpHasExamples(String alias) throws Exception {
    Jbang.Ended help = Jbang.run(alias, "--help");
    assertEquals(0, help.code(), help.all());
    assertTrue(help.out().contains("Example"), help.all());
  }

  @Test
  void scriptsAreThoseOfTheCatalog() throws IOException {
    for (Map.Entry<String, JsonNode> alias : aliases()) {
      assertTrue(alias.getValue().path("description").asText().length() > 10, alias.getKey());
      Path script = Repository.root().resolve(alias.getValue().get("script-ref").asText());
      assertTrue(Files.isRegularFile(script), script + " is there");
    }
  }
}
