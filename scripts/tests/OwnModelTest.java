import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import faults.Alias;
import faults.BenchProcess;
import faults.Docker;
import flowgauge.analyze.samples.Samples;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Flows and applications that ask a model run against the mock API, without a key. */
@ResourceLock(Docker.ENGINE)
class OwnModelTest {
  /** Asks by each of the clients that users have; its answer says what each was told. */
  private static final String CLIENTS =
      """
      from langchain_openai import AzureChatOpenAI, ChatOpenAI
      from openai import AzureOpenAI, OpenAI
      from promptflow.core import tool

      ASKED = [{"role": "user", "content": "hm"}]

      def asked(client, model, stream):
          answer = client.chat.completions.create(model=model, messages=ASKED, stream=stream)
          if not stream:
              return answer.choices[0].message.content
          return "".join(c.choices[0].delta.content or "" for c in answer if c.choices)

      @tool
      def node(question: str) -> str:
          openai, azure = OpenAI(), AzureOpenAI()
          said = [
              asked(client, model, stream)
              for client, model in ((openai, "any"), (azure, "mine"))
              for stream in (False, True)
          ]
          for chat in (ChatOpenAI(), AzureChatOpenAI(azure_deployment="mine")):
              said.append(chat.invoke("hm").content)
              said.append("".join(chunk.content for chunk in chat.stream("hm")))
          return " ".join(sorted(set(said))) + f" {len(said)}"
      """;

  private static final String ONE_NODE =
      """
      inputs:
        question: {type: string, default: hm}
      outputs:
        answer: {type: string, reference: "${node.output}"}
      nodes:
      - name: node
        type: python
        source: {type: code, path: node.py}
        inputs: {question: "${inputs.question}"}
      """;

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<ScenarioInfo> bench(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(OwnFlowTest.BRIEF);
    all.addAll(List.of("--baseline", "0", "--out", folder.resolve("run").toString()));
    BenchProcess.Ended ended = Alias.run("bench", all.toArray(String[]::new));
    assertEquals(0, ended.code(), ended.all());
    List<ScenarioInfo> run = RunFolder.open(folder.resolve("run")).read().scenarios();
    for (ScenarioInfo each : run) {
      assertTrue(each.summary().orElseThrow().succeeded() > 1, ended.all());
      assertEquals(0, each.summary().orElseThrow().failed(), ended.all());
    }
    return run;
  }

  @Tag("slow")
  @Test
  void openAiAndLangChainAskItWholeAndStreamed() throws Exception {
    write("clients/flow.dag.yaml", ONE_NODE);
    write("clients/node.py", CLIENTS);
    write("clients/requirements.txt", "langchain-openai>=0.3,<0.4\n");
    bench(
        "--runtime",
        "process",
        "--engine",
        "asgi",
        "--flow",
        folder.resolve("clients").toString(),
        "--mock-answer",
        "so it is",
        "--mock-first-token",
        "10ms",
        "--expect",
        "text so it is 8");
  }

  /** An llm node, whole, then as an event stream in both engines, whose events are its tokens. */
  @Tag("slow")
  @Test
  void promptFlowsOwnNodeAsksItWholeAndStreamed() throws Exception {
    String[] options = {
      "--runtime",
      "process",
      "--flow",
      "flows/model-chat",
      "--mock-first-token",
      "100ms",
      "--mock-token-gap",
      "20ms",
      "--mock-answer",
      "so it is said"
    };
    List<String> whole = new ArrayList<>(List.of(options));
    whole.addAll(List.of("--expect", "text so it is said", "--expect", "json /answer"));
    bench(whole.toArray(String[]::new));
    deleteRun();
    List<String> streamed = new ArrayList<>(List.of(options));
    streamed.add("--stream");
    List<ScenarioInfo> run = bench(streamed.toArray(String[]::new));
    assertEquals(
        List.of("wsgi-model-chat", "asgi-model-chat"),
        run.stream().map(ScenarioInfo::name).toList());
    for (ScenarioInfo scenario : run) {
      List<Sample> rows = new ArrayList<>();
      Samples.forEach(
          RunFolder.open(folder.resolve("run")).samples(scenario.name()),
          row -> rows.add(row.copy()));
      for (Sample row : rows) {
        if (row.outcome() != Outcome.OK) {
          continue;
        }
        assertEquals(4, row.events(), row.toString());
        assertTrue(row.firstEventUs() - row.sentUs() >= 98_000, row.toString());
        assertTrue(row.endUs() - row.sentUs() >= 158_000, row.toString());
      }
      assertFalse(rows.isEmpty());
    }
  }

  /** By Azure's own variables, as it names no connection. */
  @Tag("slow")
  @Test
  void aPromptyAsksIt() throws Exception {
    write(
        "prompty/chat.prompty",
        """
        ---
        name: chat
        model:
          api: chat
          configuration: {type: azure_openai, azure_deployment: mine}
          parameters: {max_tokens: 10}
        inputs:
          question: {type: string}
        sample: {question: hm}
        ---
        system:
        You answer.

        user:
        {{question}}
        """);
    bench(
        "--runtime",
        "process",
        "--engine",
        "wsgi",
        "--flow",
        folder.resolve("prompty").toString(),
        "--mock-answer",
        "so it is",
        "--mock-first-token",
        "10ms",
        "--expect",
        "text so it is");
  }

  private void deleteRun() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("run"))) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Tag("slow")
  @Test
  void agentFrameworkAsksItWholeAndStreamed() throws Exception {
    bench(
        "--runtime",
        "process",
        "--app",
        "app:app",
        "--dir",
        "flows/agent-framework",
        "--engine",
        "asgi",
        "--body",
        "{\"question\": \"hm\"}",
        "--stream",
        "--mock-first-token",
        "10ms",
        "--mock-answer",
        "so it is said",
        "--expect",
        "text said");
  }
}
