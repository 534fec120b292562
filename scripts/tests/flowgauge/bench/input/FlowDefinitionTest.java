package flowgauge.bench.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows as their makers write them, so far as serving them takes. */
class FlowDefinitionTest {
  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private FlowDefinition read() {
    return FlowDefinition.read(folder.toString());
  }

  @Test
  void samplesOfTheYamlAreAskedAndMadeWith() throws IOException {
    write(
        "flow.flex.yaml",
        "entry: a:A\nsample:\n  inputs: {question: hm}\n  init: {model_config: {connection: c}}\n");
    assertEquals("{\"question\":\"hm\"}", read().inputs().toString());
    assertEquals(
        "{\"model_config\":{\"connection\":\"c\"}}", read().init().orElseThrow().toString());
    write("samples.json", "[{\"question\": \"first\"}]");
    assertEquals("{\"question\":\"first\"}", read().inputs().toString());
  }

  @Test
  void soAreThoseOfFilesBeside() throws IOException {
    write("flow.flex.yml", "entry: a:A\n");
    write("sample.json", "{\"question\": \"hm\"}");
    write("init.json", "{\"name\": \"Ada\"}");
    FlowDefinition flow = read();
    assertEquals("{\"question\":\"hm\"}", flow.inputs().toString());
    assertTrue(flow.unknown().isEmpty());
    assertEquals("{\"name\":\"Ada\"}", flow.init().orElseThrow().toString());
  }

  @Test
  void aBodyIsShownWithTheInputsThatHaveNoDefault() throws IOException {
    write(
        "flow.dag.yaml",
        "inputs:\n  question: {type: string}\n  tone: {type: string, default: kind}\n"
            + "  top: {type: int}\n");
    FlowDefinition.Unknown unknown = read().unknown().orElseThrow();
    assertEquals("its YAML has no default for question, top", unknown.why());
    assertEquals("{\"question\": ..., \"top\": ...}", unknown.body());
  }

  @Test
  void aPromptyIsAFlow() throws IOException {
    String head =
        "---\nname: x\ninputs:\n  question: {type: string}\nsample: {question: hm}\n---\n";
    write("chat.prompty", head + "user:\n{{question}}: --- {no yaml\n");
    assertEquals("{\"question\":\"hm\"}", read().inputs().toString());
    assertTrue(read().init().isEmpty());
    write("other.prompty", head);
    IllegalArgumentException several = assertThrows(IllegalArgumentException.class, this::read);
    assertTrue(several.getMessage().contains("several .prompty"), several.getMessage());
  }

  @Test
  void variantsNeedToolsAndAConnectionIsOfTheKindThatItsNodeWants() throws IOException {
    write(
        "flow.dag.yaml",
        """
        inputs: {}
        nodes:
        - {name: one, type: llm, connection: own, inputs: {model: m}}
        - {name: two, type: llm, connection: azures, inputs: {model: m, deployment_name: d}}
        - {name: three, use_variants: true}
        node_variants:
          three:
            variants:
              a: {node: {type: llm, provider: OpenAI, connection: third, inputs: {}}}
        """);
    assertEquals(Set.of("own", "third"), read().openAi());
    assertEquals(List.of("promptflow-tools"), read().files().packages());
  }
}
