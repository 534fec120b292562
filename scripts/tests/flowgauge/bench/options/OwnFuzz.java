package flowgauge.bench.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import flowgauge.bench.input.ConnectionFile;
import flowgauge.bench.input.FlowDefinition;
import flowgauge.fuzz.FuzzTarget;
import flowgauge.fuzz.Scratch;
import java.io.IOException;

/** A user's flow and connection, of any bytes: read, or refused in a line. */
public final class OwnFuzz {
  private OwnFuzz() {}

  /** The bytes as a flow's YAML, and as a connection's where they are YAML. */
  public static void fuzzerTestOneInput(byte[] data) {
    String yaml = Scratch.file("own/flow.dag.yaml", data).toString();
    try {
      FlowDefinition flow = FlowDefinition.read(yaml);
      FuzzTarget.must(flow.name().equals("own"), "name " + flow.name());
      FuzzTarget.must(
          flow.files().includes().stream().noneMatch(flow.files().folder()::startsWith),
          "it includes itself");
    } catch (IllegalArgumentException refused) {
      FuzzTarget.mustTell(refused);
    }
    try {
      JsonNode tree = new YAMLMapper().readTree(data);
      if (tree instanceof ObjectNode object) {
        FuzzTarget.must(!ConnectionFile.of(object).name().isBlank(), "a connection without a name");
      }
    } catch (IOException noYaml) {
      // told where the file is read
    } catch (IllegalArgumentException refused) {
      FuzzTarget.mustTell(refused);
    }
  }
}
