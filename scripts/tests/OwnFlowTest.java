import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerConfig;
import faults.Alias;
import faults.BenchProcess;
import faults.Docker;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.serve.Servers;
import flowgauge.serve.docker.DockerEngine;
import flowgauge.serve.setup.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flows as users write them, served by the real pf-serve. */
@ResourceLock(Docker.ENGINE)
class OwnFlowTest {
  private static final String SECRET = "s3cret-of-the-flow";

  private static final String CHAT =
      """
      environment:
        python_requirements_txt: needed.txt
      additional_includes:
      - ../shared/tone.py
      inputs:
        chat_history:
          type: list
          is_chat_history: true
        question:
          type: string
          is_chat_input: true
          default: What is load?
      outputs:
        answer:
          type: string
          reference: ${reply.output}
          is_chat_output: true
      nodes:
      - name: prompt
        type: prompt
        source: {type: code, path: prompt.jinja2}
        inputs:
          question: ${inputs.question}
          chat_history: ${inputs.chat_history}
      - name: reply
        type: python
        source: {type: code, path: reply.py}
        inputs:
          text: ${prompt.output}
          service: my_service
      """;

  private static final String REPLY =
      """
      import os
      from promptflow.connections import CustomConnection
      from promptflow.core import tool
      import humanize
      from helpers.words import last
      from tone import TONE

      @tool
      def reply(text: str, service: CustomConnection) -> str:
          assert service.api_key == os.environ["WANTED"], "another key"
          assert service.endpoint == "http://service"
          return TONE + humanize.intcomma(1234) + last(text)
      """;

  /** Its answer is an error where a process list holds what it was given. */
  private static final String ASSISTANT =
      """
      import os, pathlib

      class Assistant:
          def __init__(self, name: str):
              self.name = name

          async def __call__(self, question: str) -> str:
              for each in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
                  try:
                      assert os.environ["KEY"].encode() not in each.read_bytes(), each
                  except OSError:
                      pass
              return f"{self.name}: {question}"
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
        inputs: {question: "${inputs.question}"%s}
      """;

  /** A load that takes a second or two. */
  static final List<String> BRIEF =
      List.of(
          "--users",
          "3",
          "--spawn-rate",
          "30",
          "--wait-time",
          "0.1s",
          "--duration",
          "1s",
          "--workers",
          "1",
          "--no-report");

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String assistant() throws IOException {
    write("assistant/flow.flex.yaml", "entry: assistant:Assistant\n");
    write("init.yaml", "name: Ada\n");
    return write("assistant/assistant.py", ASSISTANT).getParent().toString();
  }

  private String node(String body, String inputs) throws IOException {
    write("own/flow.dag.yaml", ONE_NODE.formatted(inputs));
    String python = "from promptflow.core import tool\n%s\n".formatted(body);
    return write("own/node.py", python).getParent().toString();
  }

  private BenchProcess.Ended bench(String... arguments) throws Exception {
    Stream<String> out = Stream.of("--baseline", "0", "--out", folder.resolve("run").toString());
    return Alias.run(
        "bench",
        Stream.of(Stream.of(arguments), BRIEF.stream(), out)
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  private void assertServed(String... scenarios) throws IOException {
    RunInfo run = RunFolder.open(folder.resolve("run")).read();
    assertEquals(List.of(scenarios), run.scenarios().stream().map(ScenarioInfo::name).toList());
    for (ScenarioInfo each : run.scenarios()) {
      assertTrue(each.summary().orElseThrow().succeeded() >= 3, each.toString());
      assertEquals(0, each.summary().orElseThrow().failed(), each.toString());
      assertTrue(each.server().mockMinSeconds().isEmpty(), "its service time is not the mock's");
    }
    try (Stream<Path> files = Files.walk(folder.resolve("run"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file, ISO_8859_1).contains(SECRET), file + " has the secret");
      }
    }
  }

  private static void assertFails(BenchProcess.Ended ended, int code, String... words) {
    assertEquals(code, ended.code(), ended.all());
    String line =
        ended.err().lines().filter(each -> each.startsWith("bench: ")).findFirst().orElse("");
    for (String word : words) {
      assertTrue(line.contains(word), ended.all());
    }
  }

  @Test
  void aClassFlowGetsWhatItIsHandedAndNothingOfItIsSeen() throws Exception {
    try (BenchProcess bench = new BenchProcess(folder)) {
      bench
          .variable("KEY", SECRET)
          .start(
              Stream.concat(
                      Stream.of(
                          ("--runtime process --engine asgi --env KEY --init %s --flow %s --body")
                              .formatted(folder.resolve("init.yaml"), assistant())
                              .split(" ")),
                      Stream.concat(Stream.of("{\"question\": \"hm\"}"), BRIEF.stream()))
                  .toArray(String[]::new));
      BenchProcess.Ended ended = bench.end();
      assertEquals(0, ended.code(), ended.all());
      assertServed("asgi-assistant");
    }
  }

  @Test
  void aFirstAnswerThatIsAnErrorEndsTheRunWithItsWords() throws Exception {
    String flow = node("@tool\ndef node(question: str):\n    raise KeyError('NO_SUCH')", "");
    assertFails(
        bench("--runtime", "process", "--engine", "wsgi", "--flow", flow),
        1,
        "wsgi-own: a first request",
        "status 400",
        "Execution failure in 'node'");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "import humanize, , No module named 'humanize'; add it to its requirements.txt",
    "'', ', service: my_service', wants the connection my_service; give it with --connection",
    "'import os; os.environ[''INDEX'']', , KeyError: 'INDEX'; give it with --env INDEX",
  })
  void aServerThatDoesNotStartSaysWhy(String code, String inputs, String words) throws Exception {
    String connection = "from promptflow.connections import CustomConnection\n";
    String flow =
        node(
            connection
                + code
                + "\n@tool\ndef node(question: str, service: CustomConnection = None) -> str:\n"
                + "    return question",
            inputs == null ? "" : inputs);
    assertFails(
        bench("--runtime", "process", "--engine", "asgi", "--flow", flow), 1, words.split("; "));
  }

  @Tag("slow")
  @Test
  void packagesThatCannotBeHadLeaveNothingHalfMade() throws Exception {
    String flow = node("@tool\ndef node(question: str) -> str:\n    return question", "");
    write("own/requirements.txt", "openai>=2\n");
    assertFails(
        bench("--runtime", "process", "--flow", flow),
        1,
        "can't install requirements.txt: it wants openai>=2",
        "pinned to openai==1.");
    try (Stream<Path> cached = Files.list(CacheFolder.path())) {
      assertEquals(
          List.of(),
          cached
              .filter(each -> each.getFileName().toString().startsWith("python-own-"))
              .filter(Files::isDirectory)
              .filter(each -> !Files.exists(each.resolve("complete")))
              .toList());
    }
  }

  private String[] chat(String runtime) throws IOException {
    write("chat/flow.dag.yaml", CHAT);
    write("chat/prompt.jinja2", "{% for each in chat_history %}{% endfor %}user: {{question}}\n");
    write("chat/reply.py", REPLY);
    write("chat/needed.txt", "humanize\n");
    write("chat/helpers/words.py", "def last(text): return text.split()[-1]\n");
    Path tone = write("elsewhere/tone.py", "TONE = 'kindly '\n");
    Files.createDirectories(folder.resolve("shared"));
    Files.createSymbolicLink(folder.resolve("shared/tone.py"), tone);
    String connection = "name: my_service\ntype: custom\nconfigs: {endpoint: http://service}\n";
    write("service.yaml", connection + "secrets: {api_key: \"${env:KEY}\"}\n");
    write("variables.env", "# keys\nexport KEY='" + SECRET + "'\nWANTED=" + SECRET + "\n");
    return new String[] {
      "--runtime",
      runtime,
      "--flow",
      folder.resolve("chat/flow.dag.yaml").toString(),
      "--env-file",
      folder.resolve("variables.env").toString(),
      "--connection",
      folder.resolve("service.yaml").toString()
    };
  }

  @Tag("slow")
  @Test
  void aChatFlowIsServedInBothEngines() throws Exception {
    BenchProcess.Ended ended = bench(chat("process"));
    assertEquals(0, ended.code(), ended.all());
    assertServed("wsgi-chat", "asgi-chat");
  }

  @Tag("slow")
  @Test
  void soItIsInContainersAndTheEngineKnowsNothingOfWhatItIsHanded() throws Exception {
    Servers.needDocker();
    String[] arguments = chat("docker");
    CompletableFuture<BenchProcess.Ended> running =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return bench(arguments);
              } catch (Exception failed) {
                throw new CompletionException(failed);
              }
            },
            task -> new Thread(task).start());
    Set<String> seen = new TreeSet<>();
    DockerClient client = DockerEngine.usual().client();
    while (!running.isDone()) {
      for (Container each : client.listContainersCmd().exec()) {
        try {
          ContainerConfig config = client.inspectContainerCmd(each.getId()).exec().getConfig();
          String settings = List.of(config.getEnv()) + " " + List.of(config.getCmd());
          seen.add(each.getImage().replaceAll(":.*", ""));
          assertFalse(settings.contains(SECRET), settings);
        } catch (NotFoundException gone) {
          // ended as we looked
        }
      }
      Thread.sleep(50);
    }
    assertEquals(0, running.get().code(), running.get().all());
    assertTrue(seen.contains("flowgauge-chat"), seen.toString());
    assertServed("wsgi-chat", "asgi-chat");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--flow no/such | there is no folder no/such",
        "--flow scripts | scripts holds no flow",
        "--flow README.md | pf-serve finds flow.dag.yaml and flow.flex.yaml only",
        "--flow flows/flex-async | give --body",
        "--flow flows/static-sync | its YAML has no default for question: give --body",
        "--flow flows/static-sync --data no.jsonl | --data: there is no file no.jsonl",
        "--flow flows/static-sync --body {} --engine http | --engine takes wsgi or asgi",
        "--flow flows/static-sync --body {} --env A.B=1 | --env takes NAME=VALUE",
        "--flow flows/static-sync --body {} --env NO_SUCH_VARIABLE | has no such variable",
        "--flow flows/static-sync --body {} --init README.md | is no object of JSON or YAML",
        "--flow flows/static-sync --body {} --connection README.md | is no object of JSON",
        "--flow flows/static-sync --url http://127.0.0.1:1/ | measure --flow and --app in another run",
        "--env A=1 | go with --flow",
      })
  void mistakesAreToldAheadOfEverything(String line, String words) throws Exception {
    assertFails(bench(line.strip().split(" ")), 2, words.strip());
    assertFalse(Files.exists(folder.resolve("run")));
  }
}
