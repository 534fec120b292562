import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import faults.Alias;
import faults.BenchProcess;
import faults.Docker;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import flowgauge.serve.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications of users, without PromptFlow, under the servers that people run them by. */
@ResourceLock(Docker.ENGINE)
class OwnAppTest {
  private static final String WSGI =
      """
      import os

      def app(environ, start_response):
          found = environ["PATH_INFO"] == "/ask" and os.environ["WORD"] == "hm"
          start_response("200 OK" if found else "404 Not Found", [("Content-Length", "0")])
          return []
      """;

  private static final String ASGI =
      """
      import os

      def create():
          return app

      async def app(scope, receive, send):
          if scope["type"] == "http":
              found = scope["path"] == "/ask" and os.environ["WORD"] == "hm"
              await send({"type": "http.response.start", "status": 200 if found else 404,
                          "headers": [(b"content-length", b"0")]})
              await send({"type": "http.response.body"})
      """;

  @TempDir Path folder;

  private BenchProcess.Ended bench(String options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options.split(" ")));
    all.addAll(OwnFlowTest.BRIEF);
    all.addAll(List.of("--baseline", "0", "--out", folder.resolve("run").toString()));
    return Alias.run("bench", all.toArray(String[]::new));
  }

  private ScenarioInfo served() throws Exception {
    ScenarioInfo info = RunFolder.open(folder.resolve("run")).read().scenarios().get(0);
    assertTrue(info.summary().orElseThrow().succeeded() >= 3, info.toString());
    assertEquals(0, info.summary().orElseThrow().failed(), info.toString());
    return info;
  }

  @ParameterizedTest
  @CsvSource({
    "wsgi, app, gunicorn, 0",
    "asgi, app, gunicorn, 2",
    "asgi, create(), uvicorn, 5",
  })
  void isServedUnderItsServer(String engine, String name, String server, double keepAlive)
      throws Exception {
    Path own = Files.createDirectories(folder.resolve("own app"));
    Files.writeString(own.resolve("main.py"), engine.equals("wsgi") ? WSGI : ASGI);
    Files.createSymbolicLink(folder.resolve("own"), own);
    String threads = engine.equals("wsgi") ? " --threads 1" : "";
    BenchProcess.Ended ended =
        bench(
            "--app main:%s --engine %s --server %s --path /ask --env WORD=hm --runtime process --dir %s"
                    .formatted(name, engine, server, folder.resolve("own"))
                + threads);
    assertEquals(0, ended.code(), ended.all());
    ScenarioInfo info = served();
    assertEquals(engine + "-own", info.name());
    assertEquals(engine, info.server().engine().orElseThrow());
    assertEquals(keepAlive, info.server().keepAliveSeconds().orElseThrow());
    assertEquals(server, info.server().command().get(0));
  }

  @Test
  void whatItsServerSaysAsItEndsIsTold() throws Exception {
    Files.writeString(folder.resolve("main.py"), "import humanize\n");
    BenchProcess.Ended ended =
        bench("--app main:app --engine wsgi --runtime process --threads 1 --dir " + folder);
    assertEquals(1, ended.code(), ended.all());
    assertTrue(
        ended.err().contains("gunicorn ended: ModuleNotFoundError: No module named 'humanize'"),
        ended.all());
    assertTrue(ended.err().contains("add it to its requirements.txt"), ended.all());
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"process", "docker"})
  void theExampleAnswersAsTheFlowsDo(String runtime) throws Exception {
    if (runtime.equals("docker")) {
      Servers.needDocker();
    }
    BenchProcess.Ended ended =
        bench(
            "--app app:app --dir flows/fastapi-async --engine asgi --mock-wait 50ms --runtime "
                + runtime
                + " --require-times --node-time /answer/node_s --backend-time /answer/backend_s"
                + " --body {\"question\":\"hm\"}");
    assertEquals(0, ended.code(), ended.all());
    served();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--app app:app --dir flows/fastapi-async | add --engine asgi (as FastAPI is)",
        "--app app --dir flows --engine asgi | --app takes MODULE:NAME",
        "--app app:app --dir flows --engine asgi | there is no app.py in",
        "--app app:app --dir flows --engine wsgi --server uvicorn | runs asgi only",
        "--app app:app --dir flows --engine asgi --init x | they go with --flow",
        "--dir flows | go with --app",
      })
  void mistakesAreToldAheadOfEverything(String line, String words) throws Exception {
    BenchProcess.Ended ended = bench(line.strip());
    assertEquals(2, ended.code(), ended.all());
    assertTrue(ended.err().contains(words.strip()), ended.all());
    assertFalse(Files.exists(folder.resolve("run")));
  }
}
