package flowgauge.bench.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import flowgauge.scenario.InputLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies of other shapes, made of a line's fields. */
class BodyTemplateTest {
  @TempDir Path temp;

  private InputLines filled(String template, String name, String lines) throws IOException {
    return InputFile.read(
        Files.writeString(temp.resolve(name), lines),
        Optional.of(Files.writeString(temp.resolve("template.json"), template)));
  }

  @Test
  void fieldsAreEscapedWithinATextAndJsonElsewhere() throws IOException {
    String template =
        "{\"said\": \"\\\"{{ q }}\\\" by {{who}}\", \"all\": {{who}}, \"n\": [{{n}}, {{n}}]}";
    String awkward = "a \\\"b\\\" \\\\ \\n \u00e4 {{n}}";
    InputLines lines =
        filled(
            template,
            "a.jsonl",
            "{\"q\": \""
                + awkward
                + "\", \"who\": {\"x\": \"y\"}, \"n\": null}\n\n"
                + "{\"q\": \"\", \"who\": [1], \"n\": 1.5}\n");
    ObjectMapper json = new ObjectMapper();
    JsonNode first = json.readTree(lines.body(0));
    assertEquals("\"a \"b\" \\ \n \u00e4 {{n}}\" by {\"x\":\"y\"}", first.path("said").asText());
    assertEquals("{\"x\":\"y\"}", first.path("all").toString());
    assertEquals("[null,null]", first.path("n").toString());
    assertEquals("[1.5,1.5]", json.readTree(lines.body(1)).path("n").toString());
    assertEquals(3, lines.line(1));
  }

  @Test
  void rowsOfCsvFillItToo() throws IOException {
    InputLines lines = filled("[\"{{q}}\", {{q}}]", "a.csv", "q\n\"a, \"\"b\"\"\"\n");
    assertEquals(
        "[\"a, \\\"b\\\"\", \"a, \\\"b\\\"\"]", new String(lines.body(0), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": \"{{b}}\"} | a.jsonl, line 2: it has no field 'b'",
        "{\"a\": {{q}}     | line 1: --body-template filled with it is no JSON",
        "{\"a\": 1} {{q}}  | line 1: --body-template filled with it is no JSON",
        "{\"a\": \"b\"}    | has no place for a field",
      })
  void aBadOneIsToldWithTheLine(String template, String words) {
    IOException refused =
        assertThrows(
            IOException.class,
            () -> filled(template, "a.jsonl", "{\"q\": 1, \"b\": 2}\n{\"q\": 2}\n"));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
  }
}
