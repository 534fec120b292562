import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import faults.BenchProcess;
import faults.Captured;
import flowgauge.command.CommandLines;
import flowgauge.scenario.Header;
import flowgauge.scenario.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a new user types first, and the line that each mistake gets: it leads on. */
class FirstMistakesTest {
  private static final String URL = "--url http://127.0.0.1:1/ ";

  @TempDir Path folder;

  private static Jbang.Ended run(Function<String[], Integer> alias, String... words)
      throws Exception {
    BenchProcess.Ended ended = Captured.of(() -> alias.apply(words));
    return new Jbang.Ended(ended.code(), ended.out(), ended.err());
  }

  private static void refused(Jbang.Ended ended, String message) {
    assertEquals(2, ended.code(), ended.all());
    List<String> lines = ended.err().strip().lines().toList();
    assertTrue(lines.get(0).contains(message.strip()), ended.err());
    assertEquals(2, lines.size(), ended.err());
    assertTrue(lines.get(1).endsWith(" --help"), ended.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--user 50 | Unknown option: '--user': users are told with --users N",
        "--concurrency 50 | users are told with --users N",
        "-c 50 | users are told with --users N",
        "-n 1000 | a bench lasts a time, not a number of requests: --duration 30s",
        "-H X:y | write --header 'Name: value'",
        "-d x | a file's name or the text itself: --body",
        "--rps 5 | requests a second are told with --rate R",
        "--think-time 1s | a user's pause is told with --wait-time",
        "--token x | write --header 'Authorization: Bearer env:VAR'",
        "-k | certificates are always checked",
        "--usrs 50 | did you mean --users?",
        "--mock-wiat 1s | did you mean --mock-wait?",
        "--mock-tokns=5 | did you mean --mock-tokens?",
        "http://127.0.0.1:8080/score | write --url http://127.0.0.1:8080/score",
        "--url 127.0.0.1:8080/score | write http://127.0.0.1:8080/score",
        "--url localhost:8080 | write http://localhost:8080",
        "--url http://127.0.0.1:1/a --url http://127.0.0.1:1/b | --url is given twice: a run has one",
        "--node-time /t | go with --url",
        "--rate 5 --wait-time 1s | --wait-time is a user's pause",
        "--users 5 --arrivals poisson | --arrivals goes with --rate",
        "--users 5 --max-in-flight 9 | --max-in-flight goes with --rate",
        "asgi-async --threads 8 | --threads is gunicorn's",
      })
  void ofBench(String line, String message) throws Exception {
    refused(run(Bench::execute, line.strip().split(" ")), message);
  }

  @ParameterizedTest
  @CsvSource({
    "--runtime docker",
    "--cpus 1",
    "--memory 1g",
    "--mock-wait 1s",
    "--promptflow 1.12.0",
    "--base-image x",
    "--start-timeout 9s"
  })
  void optionsOfServersAreRefusedBesideAUrl(String option) throws Exception {
    refused(
        run(Bench::execute, (URL + option).split(" ")),
        option.split(" ")[0] + " has no effect with --url");
  }

  @Test
  void aBodyThatIsNoFile() throws Exception {
    String url = "--url=http://127.0.0.1:1/";
    refused(
        run(Bench::execute, url, "--body", "@no/such.json"),
        "can't read the file no/such.json; the body itself begins with { or [");
    refused(run(Bench::execute, url, "--body", folder.toString()), "is no file");
    refused(
        run(Bench::execute, url, "--header", "Authorization: Basic=env:PATH"),
        "env:VAR is taken where it is the last word, as 'Bearer env:VAR'");
  }

  private static Target target(String... options) {
    Bench bench = new Bench();
    CommandLine line = CommandLines.of(bench);
    line.parseArgs(options);
    return bench.endpoint.scenario().orElseThrow().target();
  }

  @Test
  void aBodyAsOtherToolsTakeIt() throws Exception {
    Path file = Files.writeString(folder.resolve("b.json"), "{\"b\": 2}");
    String url = "--url=http://127.0.0.1:1/";
    byte[] read = "{\"b\": 2}".getBytes(UTF_8);
    assertArrayEquals(read, target(url, "--body", file.toString()).body());
    assertArrayEquals(read, target(url, "--body", "@" + file).body());
    assertArrayEquals("{\"a\":1}".getBytes(UTF_8), target(url, "--body", "{\"a\":1}").body());
    assertArrayEquals("[1]".getBytes(UTF_8), target(url, "--body", "[1]").body());
  }

  @Test
  void aTokenBehindItsScheme() throws Exception {
    String url = "--url=http://127.0.0.1:1/";
    String path = System.getenv("PATH");
    assertEquals(
        List.of(new Header("Authorization", "Bearer " + path)),
        target(url, "--header", "Authorization: Bearer env:PATH").headers());
    assertEquals(List.of(new Header("X", path)), target(url, "--header", "X: env:PATH").headers());
    assertEquals(List.of(new Header("X", "y env")), target(url, "--header", "X: y env").headers());
  }

  @Test
  void partsOfARunAndRunsThatAreNotThere() throws Exception {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.writeString(run.resolve("run.json"), "{}");
    Path samples = Files.createDirectories(run.resolve("mock")).resolve("samples.csv");
    Files.writeString(samples, "");
    for (Path part : List.of(samples.getParent(), run.resolve("run.json"))) {
      Jbang.Ended ended = run(Analyze::execute, part.toString());
      assertEquals(1, ended.code(), ended.all());
      assertTrue(ended.err().contains("is a part of a run: name the run, run"), ended.err());
    }
    Jbang.Ended ended = run(Analyze::execute, "nosuch");
    assertEquals(1, ended.code(), ended.all());
    assertTrue(ended.err().contains("there is no run 'nosuch': give a run's folder"), ended.err());
    refused(run(Compare::execute, "one"), "two scenarios of one, as one:wsgi-sync one:asgi-async");
  }

  private static String name(CommandLine.Model.OptionSpec option) {
    return option.longestName().replace("--no-report", "--\\[no-\\]report");
  }

  /** Each option stands in one section, and none is lost. */
  @Test
  void helpShowsWhichOptionsGoTogether() throws Exception {
    Jbang.Ended ended = run(Bench::execute, "--help");
    assertEquals(0, ended.code(), ended.all());
    String options = ended.out().substring(0, ended.out().indexOf("Examples:"));
    List<String> lines = options.lines().map(String::strip).toList();
    CommandLine line = new CommandLine(new Bench());
    line.getCommandSpec()
        .options()
        .forEach(
            option ->
                assertEquals(
                    1,
                    lines.stream()
                        .filter(it -> it.matches("(-., )?" + name(option) + "(=.*| {2}.*|)"))
                        .count(),
                    option.longestName()));
    List<String> headings =
        lines.stream()
            .filter(it -> it.matches("(Scenarios:|An endpoint|Load:|The run).*"))
            .toList();
    assertTrue(headings.size() >= 4, ended.out());
    assertFalse(ended.out().contains("null"), ended.out());
  }
}
