package flowgauge.scenario.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pf-serve 1.18.5 said in each case, and what a user reads behind it. */
class AdviceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Flask engine does not support async generator output, please switch to use FastAPI engine."
            + "| ; only ASGI streams from an async generator: serve it with --engine asgi",
        "ModuleNotFoundError: No module named 'humanize.time'"
            + "| ; if humanize is a package, add it to its requirements.txt",
        "KeyError: 'INDEX' | ; if it is a variable, give it with --env INDEX",
        "KeyError: 'answer' | ''",
        "TypeError: Assistant.__init__() missing 1 required positional argument: 'name'"
            + "| ; what its class is made with is told with --init FILE",
        "status 500: httpx.ConnectError: All connection attempts failed"
            + "| ; what it calls can't be reached from here: look at that address, or let"
            + " --mock-model stand in for a model",
        "status 400: ConnectionTypeError: connection 'a' is no CustomConnection | ''",
      })
  void whatFollowsAServersWords(String failure, String advice) {
    assertEquals(advice, Advice.on(failure));
  }
}
