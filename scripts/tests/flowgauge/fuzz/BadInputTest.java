package flowgauge.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.command.CommandLines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input that people, tools and servers make, through the same readers as the fuzzer's. */
@ResourceLock(FuzzTargets.READERS)
class BadInputTest {
  private static FuzzTarget.Trial reader(String name) {
    return FuzzTargets.named(name).test();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "options | --duration=99999999999h",
        "options | --duration=-5s",
        "options | --stage=users=1,for=30d",
        "options | --stage=users=99999999999,for=1s",
        "options | --stage=,,,=",
        "options | --rate=1e400",
        "options | --rate=..",
        "options | --wait-time=1s..2s..3s",
        "options | --memory=0",
        "options | --memory=1.2.3g",
        "options | --memory=99999999999999g",
        "options | --cpus=NaN",
        "options | --promptflow=../../x",
        "options | --name=../x",
        "options | --name=con\\0",
        "options | --fail-if=p95 > 1.2.3s",
        "options | --fail-if=p101 > 1s",
        "options | @/etc/hostname",
        "options | --users=",
        "options | --seed=1e3",
        "scenario-file | scenarios: [--allow-remote=a.test]",
        "scenario-file | allow-remote: a.test",
        "scenario-file | file: other.yaml",
        "scenario-file | scenarios: [../x]",
        "scenario-file | name: ../../x",
        "scenario-file | users: {a: b}",
        "scenario-file | stages: 5",
        "scenario-file | stages: [[]]",
        "scenario-file | stages: [{users: 1, for: 1s, for: 2s}]",
        "scenario-file | users: !!javax.script.ScriptEngineManager []",
        "scenario-file | a: &a [*a, *a]",
        "scenario-file | \\t- x",
        "scenario-file | ---\\n---\\n",
        "endpoint | http://",
        "endpoint | http://a:b@c/",
        "endpoint | file:///etc/passwd",
        "endpoint | http://h:99999/",
        "endpoint | http://h:0/",
        "endpoint | http://h/a b",
        "endpoint | http://h/\u00e9?\u00fc",
        "endpoint | http://h/x\\r\\nX: y",
        "endpoint | http://h/\\1GET\\1A: b\\r\\nC: d",
        "endpoint | http://h/\\1GET\\1A: b\\0",
        "endpoint | http://h/\\1GET\\1A b: c",
        "endpoint | http://h/\\1GET\\1A: \u00fc",
        "endpoint | http://h/\\1G ET",
        "endpoint | http://h/\\1GET\\1Transfer-Encoding: chunked",
        "reported-times | {\"answer\": {\"node_s\": 1e400, \"backend_s\": -1}}",
        "reported-times | {\"answer\": {\"node_s\": \"1\", \"backend_s\": null}}",
        "reported-times | {\"answer\": [1, 2]}",
        "reported-times | \\0",
        "samples | 0,99999999999,0,false,,0,10,5,1000,2000,1,ok,200,14,,,steady,0",
        "samples | 0,0,0,false,,0,10,5,1000,2000,999999999999,ok,200,14,,,steady,0",
        "samples | 0,0,0,false,,0,10,5,1000,9999999999999999,1,ok,200,14,,,steady,0",
        "samples | 0,0,0,maybe,,0,10,5,1000,2000,1,ok,200,14,,,steady,0",
        "samples | \"0",
        "samples | ,,,,,,,,,,,,,,,,,",
        "locust | x",
        "locust | Type,Name\\n,Aggregated\\0Timestamp\\n1",
        "run-json | {\"schema\": 1, \"scenarios\": [{\"name\": \"../x\"}]}",
      })
  void badInputIsReadOrRefused(String name, String input) {
    byte[] bytes = input.strip().translateEscapes().getBytes(StandardCharsets.UTF_8);
    assertDoesNotThrow(() -> reader(name).on(bytes), input);
  }

  /** Each value of a run.json in turn replaced by what can't be. */
  @Test
  void aRunWithAnyValueOutOfPlaceIsAnalyzedOrRefused() {
    String[] parts =
        new String(FuzzTargets.named("run").seeds().get(0), StandardCharsets.UTF_8).split("\0");
    Matcher value =
        Pattern.compile("(?<=: |\\[ |, )(\"[^\"]*\"|[\\d.]+)(?=,?\\s)").matcher(parts[0]);
    int tried = 0;
    while (value.find()) {
      for (String other :
          List.of(
              "null",
              "-1",
              "0",
              "1e-300",
              "1e300",
              "2147483647",
              "9223372036854775807",
              "\"\"",
              "\"-1000000000-01-01T00:00:00Z\"",
              "\"+1000000000-12-31T23:59:59Z\"",
              "[]",
              "{}")) {
        String run = parts[0].substring(0, value.start()) + other + parts[0].substring(value.end());
        byte[] bytes = (run + "\0" + parts[1]).getBytes(StandardCharsets.UTF_8);
        assertDoesNotThrow(
            () -> reader("run").on(bytes), () -> value.group() + " replaced by " + other);
        tried++;
      }
    }
    assertTrue(tried > 400, "tried " + tried);
  }

  @Test
  void aMessageIsOneLineThatSteersNoTerminal() {
    assertEquals("a b\\u001b[2Kc\\u202ed", CommandLines.oneLine("a\nb\u001b[2Kc\u202ed\n"));
  }
}
