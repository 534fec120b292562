package flowgauge.load;

import flowgauge.bench.options.EndpointOptions;
import flowgauge.command.CommandLines;
import flowgauge.fuzz.FuzzTarget;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.subject.HttpUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** URLs and headers: refused, or exactly these lines in the request. */
public final class EndpointFuzz {
  /** An alias with bench's endpoint. */
  @Command(name = "fuzz")
  static final class Endpoint {
    @Mixin EndpointOptions options;
  }

  private static final Endpoint ENDPOINT = new Endpoint();
  private static final CommandLine LINE = CommandLines.of(ENDPOINT);

  private EndpointFuzz() {}

  /** The URL and the method, a line each, then a header a line. */
  public static void fuzzerTestOneInput(byte[] data) {
    String[] lines = new String(data, StandardCharsets.UTF_8).split("\u0001", -1);
    List<String> args = new ArrayList<>(List.of("--url=" + lines[0]));
    if (lines.length > 1) {
      args.add("--method=" + lines[1]);
    }
    for (int i = 2; i < lines.length; i++) {
      if (!lines[i].contains("env:")) {
        args.add("--header=" + lines[i]);
      }
    }
    try {
      args.add("--allow-remote=" + HttpUrl.parse(lines[0]).host()); // no look-up of names
    } catch (IllegalArgumentException none) {
      args.add("--allow-remote=none");
    }
    Scenario scenario;
    try {
      LINE.parseArgs(args.toArray(String[]::new));
      scenario = ENDPOINT.options.scenario().orElseThrow();
    } catch (ParameterException | TypeConversionException refused) {
      FuzzTarget.mustTell(refused);
      return;
    }
    check(scenario);
  }

  private static void check(Scenario scenario) {
    HttpUrl url = scenario.url().orElseThrow();
    FuzzTarget.must(url.host().matches("[0-9A-Za-z._~-]+|\\[[0-9A-Za-z.:%_~-]+]"), "url " + url);
    FuzzTarget.must(url.port() > 0 && url.port() <= 65_535, "port " + url.port());
    FuzzTarget.must(
        HttpUrl.parse(url + url.query()).equals(url), "it is another one read again: " + url);
    HttpUrl root = HttpUrl.parse(url.base().toString());
    FuzzTarget.must(root.port() == url.port() && root.peer().equals(url.peer()), "root " + root);
    String request =
        new String(RequestBytes.of(root, scenario.target(), false), StandardCharsets.ISO_8859_1);
    String[] lines = request.split("\r\n", -1);
    FuzzTarget.must(
        lines[0].matches("[A-Z]+ /[!-~]* HTTP/1\\.1"), "request line '" + lines[0] + "'");
    int own = 0;
    for (int i = 1; i < lines.length - 2; i++) {
      FuzzTarget.must(
          lines[i].matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+: [\\t -~\\x80-\\xff]*"), lines[i]);
      own += lines[i].matches("(?i)(host|user-agent|accept|content-length):.*") ? 1 : 0;
    }
    FuzzTarget.must(
        lines.length - 3 <= own + scenario.target().headers().size(), "a line more: " + request);
  }
}
