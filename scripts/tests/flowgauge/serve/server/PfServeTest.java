package flowgauge.serve.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.scenario.subject.Engine;
import flowgauge.scenario.subject.MockSettings;
import flowgauge.scenario.subject.PfServe;
import flowgauge.scenario.subject.ServerSize;
import flowgauge.scenario.subject.Surroundings;
import flowgauge.serve.setup.PipSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands, variables and settings handed on. */
class PfServeTest {
  private static final ServerSize SIZE = new ServerSize(8, 4, Optional.empty(), Optional.empty());

  private static final PfServe WSGI = new PfServe(Engine.WSGI, "any");
  private static final PfServe ASGI = new PfServe(Engine.ASGI, "any");

  @TempDir Path home;

  @Test
  void theCommandsAreThoseOfPromptFlowsImage() {
    assertEquals(
        "gunicorn -w 8 --threads 4 -b 0.0.0.0:8080 --timeout 300"
            + " promptflow.core._serving.app:create_app(engine='flask')",
        String.join(" ", WSGI.command(SIZE, "0.0.0.0", 8080)));
    assertEquals(
        "gunicorn --worker-class uvicorn.workers.UvicornWorker -w 8 -b 0.0.0.0:8080"
            + " --timeout 300 promptflow.core._serving.app:create_app(engine='fastapi')",
        String.join(" ", ASGI.command(SIZE, "0.0.0.0", 8080)));
  }

  @Test
  void promptFlowsVariablesAreHandedOnAndNoOthers() {
    Map<String, String> variables =
        ASGI.variables(
            SIZE,
            new Surroundings(
                new MockSettings(1, 1),
                Optional.of(URI.create("http://mock/")),
                Optional.empty(),
                Map.of(
                    "PF_LOGGING_LEVEL", "WARNING", "SECRET", "x", "PROMPTFLOW_WORKER_NUM", "99")));
    assertEquals("WARNING", variables.get("PF_LOGGING_LEVEL"));
    assertEquals("8", variables.get("PROMPTFLOW_WORKER_NUM"));
    assertEquals("http://mock/", variables.get("MOCK_API_ENDPOINT"));
    assertFalse(variables.containsKey("SECRET"));
  }

  @Test
  void keepAliveIsWhatTheServerWillDo() {
    ServerSize oneThread = new ServerSize(8, 1, Optional.empty(), Optional.empty());
    Map<String, String> longer = Map.of("GUNICORN_CMD_ARGS", "--backlog 64 --keep-alive 75");
    assertEquals(2, WSGI.keepAliveSeconds(SIZE, Map.of()));
    assertEquals(0, WSGI.keepAliveSeconds(oneThread, longer));
    assertEquals(2, ASGI.keepAliveSeconds(oneThread, Map.of()));
    assertEquals(75, ASGI.keepAliveSeconds(SIZE, longer));
  }

  @Test
  void pipsSettingsComeFromFilesAndThenVariables() throws Exception {
    Path bundle = Files.writeString(home.resolve("ca.pem"), "certificates");
    Path config = Files.createDirectories(home.resolve(".config/pip")).resolve("pip.conf");
    Files.writeString(
        config,
        "[global]\nindex-url = https://one.example/simple\ntimeout = 7\n"
            + "trusted-host =\n    a.example\n    b.example\n"
            + "[other]\nproxy = http://not-read.example\n");
    PipSettings pip =
        PipSettings.of(
            Map.of(
                "PIP_INDEX_URL", "https://two.example/simple", "SSL_CERT_FILE", bundle.toString()),
            home);
    assertEquals("https://two.example/simple", pip.options().get("index-url"));
    assertEquals("7", pip.options().get("timeout"));
    assertEquals("a.example b.example", pip.options().get("trusted-host"));
    assertFalse(pip.options().containsKey("proxy"));
    assertTrue(pip.certificates().isPresent());
    assertTrue(pip.config("/packages/ca.pem").contains("cert = /packages/ca.pem\n"));
  }
}
