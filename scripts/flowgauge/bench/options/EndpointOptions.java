package flowgauge.bench.options;

import flowgauge.record.PlanInfo.EndpointInfo;
import flowgauge.scenario.Header;
import flowgauge.scenario.Scenario;
import flowgauge.scenario.Scenarios;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import flowgauge.scenario.subject.HttpUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line's options for an endpoint that runs already. */
public final class EndpointOptions extends Options {
  private static final String FROM_ENVIRONMENT = "env:";
  private static final int MOST_HEADER_BYTES = 256 * 1024;
  private static final Pattern OUT_OF_PLACE = Pattern.compile("(^|[\\s=:,])env:");
  private static final Set<String> DRIVERS_OWN =
      Set.of("content-length", "transfer-encoding", "connection");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "measure this endpoint instead of starting a server")
  String url;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "HTTP method (POST with --body, else GET)")
  String method;

  @Option(
      names = "--body",
      paramLabel = "FILE|TEXT",
      description = "file with the request's body, or the body itself where it begins with { or [")
  String body;

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description =
          "a request header, repeatable, as a name is too; 'Name: env:VAR' and 'Name: Bearer env:VAR' take the value from the environment; "
              + "headers are never written anywhere")
  List<String> headers = List.of();

  @Option(
      names = "--allow-remote",
      paramLabel = "HOST",
      description =
          "a host of --url's, DOCKER_HOST's or --mock-engine's that is not this machine, repeatable;"
              + " without it such a host is refused; not in a --file")
  List<String> allowedHosts = List.of();

  @Option(
      names = "--node-time",
      paramLabel = "POINTER",
      description =
          "where the server's own time stands: a JSON pointer into its answer, to seconds, or"
              + " 'Server-Timing NAME', a metric of that header (Server-Timing total or app, where"
              + " the first answer has it)")
  String nodePointer;

  @Option(
      names = "--backend-time",
      paramLabel = "POINTER",
      description = "where its backend's time stands, alike")
  String backendPointer;

  @Option(
      names = "--require-times",
      description = "an answer without these times is a failure, not a success without a time")
  boolean requireTimes;

  /**
   * Fills in what a run that is resumed says of its endpoint.
   *
   * @throws ParameterException if something is needed that was kept nowhere, or contradicts the run
   */
  public void fill(EndpointInfo own) {
    if (url == null && own.query()) {
      throw wrong("the run's URL had a query, which is kept nowhere: give --url again");
    }
    if (body == null && own.bodyBytes() > 0) {
      throw wrong("the run's requests had a body, which is kept nowhere: give --body again");
    }
    url = url == null ? own.url() : url;
    method = method == null ? own.method() : method;
    nodePointer = nodePointer == null ? own.nodePointer().orElse(null) : nodePointer;
    backendPointer = backendPointer == null ? own.backendPointer().orElse(null) : backendPointer;
    requireTimes |= own.timesRequired().orElse(false);
    Scenario scenario = scenario().orElseThrow();
    Target target = scenario.target();
    if (target.headers().size() < own.headers()) {
      throw wrong("the run sent headers, which are kept nowhere: give each --header again");
    }
    if (!scenario.url().orElseThrow().toString().equals(HttpUrl.parse(own.url()).toString())
        || target.path().contains("?") != own.query()
        || !target.method().equals(own.method())
        || target.headers().size() > own.headers()
        || target.body().length != own.bodyBytes()
        || !scenario.times().nodePointer().equals(own.nodePointer())
        || !scenario.times().backendPointer().equals(own.backendPointer())
        || requireTimes != own.timesRequired().orElse(false)) {
      throw wrong(
          "the endpoint, its method, headers, body or times are not those of the run that is resumed");
    }
  }

  /** The hosts that are allowed for the engine; empty where bench starts no server. */
  public Optional<List<String>> forEngine() {
    return url == null ? Optional.of(allowedHosts) : Optional.empty();
  }

  /**
   * Refuses what goes with an endpoint, or with what is the user's own, where there is neither.
   *
   * @param own what of the user's is served
   */
  public void check(OwnOptions own) {
    if (url != null && own.given()) {
      throw wrong("--url is a scenario of its own: measure --flow and --app in another run");
    }
    if (url == null
        && !own.given()
        && (body != null || !headers.isEmpty() || !times().equals(ServerTimes.NONE))) {
      throw wrong(
          "--method, --body, --header, --node-time, --backend-time and"
              + " --require-times go with --url, --flow or --app");
    }
    if (url == null && method != null && !own.isApp()) {
      throw wrong("--method goes with --url or --app: a flow takes POST");
    }
  }

  /** Where an answer has the server's own times. */
  ServerTimes times() {
    return new ServerTimes(pointer(nodePointer), pointer(backendPointer), 0, requireTimes);
  }

  /**
   * What pf-serve is asked.
   *
   * @param body where none is given
   */
  Target score(Supplier<byte[]> body) {
    byte[] bytes = this.body == null ? body.get() : bytes();
    return new Target("POST", "/score", headers(true), bytes);
  }

  /** What an application is asked at a path. */
  Target target(String path) {
    byte[] bytes = bytes();
    String verb =
        method != null ? method.toUpperCase(Locale.ROOT) : bytes.length > 0 ? "POST" : "GET";
    if (!verb.matches("[A-Z]+")) {
      throw wrong("'" + method + "' is not an HTTP method");
    }
    return new Target(verb, path, headers(bytes.length > 0), bytes);
  }

  /** The scenario, empty if no URL is given. */
  public Optional<Scenario> scenario() {
    if (url == null) {
      return Optional.empty();
    }
    HttpUrl address = parsed();
    AllowedHosts.refusal(address.host(), allowedHosts)
        .ifPresent(
            why -> {
              throw wrong(why);
            });
    return Optional.of(
        Scenarios.endpoint("endpoint", address, target(address.path() + address.query()), times()));
  }

  private HttpUrl parsed() {
    try {
      return HttpUrl.parse(url);
    } catch (IllegalArgumentException wrong) {
      throw wrong(
          url.matches("(?i)[a-z0-9.-]+(:[0-9]{1,5})?(/.*)?")
              ? "--url: '%s' is not a URL; write http://%s".formatted(url, url)
              : "--url: " + wrong.getMessage());
    }
  }

  private byte[] bytes() {
    if (body == null) {
      return new byte[0];
    }
    try {
      Path file =
          Path.of(body.startsWith("@") && !Files.exists(Path.of(body)) ? body.substring(1) : body);
      if (Files.isRegularFile(file)) {
        return Files.readAllBytes(file);
      }
      if (Files.exists(file)) {
        throw wrong("--body: " + file + " is no file");
      }
    } catch (IOException | InvalidPathException unreadable) {
      // said below, or the text itself
    }
    if (body.stripLeading().startsWith("{") || body.stripLeading().startsWith("[")) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    throw wrong(
        "--body: can't read the file %s; the body itself begins with { or ["
            .formatted(body.replaceFirst("^@", "")));
  }

  private List<Header> headers(boolean hasBody) {
    List<Header> all = new ArrayList<>();
    headers.forEach(header -> all.add(header(header)));
    Target sent = new Target("GET", "/", all, new byte[0]);
    if (all.stream().filter(header -> header.name().equalsIgnoreCase("host")).count() > 1) {
      throw wrong("--header Host: a request has one host (RFC 9112): give it once");
    }
    if (hasBody && !sent.has("content-type")) {
      all.add(new Header("Content-Type", "application/json"));
    }
    long bytes =
        all.stream()
            .mapToLong(h -> (h.name() + h.value()).getBytes(StandardCharsets.UTF_8).length + 4)
            .sum();
    if (bytes > MOST_HEADER_BYTES) {
      throw wrong(
          "--header: all of them together may take %,d bytes, these take %,d"
              .formatted(MOST_HEADER_BYTES, bytes));
    }
    return List.copyOf(all);
  }

  private Header header(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || !text.substring(0, colon).strip().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
      throw wrong("--header: write 'Name: value' or 'Name: env:VAR'");
    }
    String name = text.substring(0, colon).strip();
    String value = text.substring(colon + 1).strip();
    if (DRIVERS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
      throw wrong("--header " + name + ": the driver sets this one itself");
    }
    value = filled(name, value);
    if (value.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
      throw wrong("--header " + name + ": its value has a line break or control character");
    }
    return new Header(name, value);
  }

  /** A value whose last word is {@code env:VAR} with the variable's in its place. */
  private String filled(String name, String value) {
    int word = Math.max(value.lastIndexOf(' '), value.lastIndexOf('\t')) + 1;
    if (!value.startsWith(FROM_ENVIRONMENT, word)) {
      if (OUT_OF_PLACE.matcher(value).find()) {
        throw wrong(
            "--header %s: env:VAR is taken where it is the last word, as 'Bearer env:VAR'"
                .formatted(name));
      }
      return value;
    }
    String variable = value.substring(word + FROM_ENVIRONMENT.length());
    String found = variable.isEmpty() ? null : System.getenv(variable);
    if (found == null) {
      throw wrong("--header " + name + ": the environment has no variable " + variable);
    }
    return value.substring(0, word) + found;
  }

  private Optional<String> pointer(String text) {
    if (text == null || text.startsWith("/")) {
      return Optional.ofNullable(text);
    }
    String metric = text.replaceFirst("(?i)^server-timing[: ]\\s*", "");
    if (metric.equals(text) || !metric.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
      throw wrong(
          "'%s' is neither a JSON pointer, as /answer/node_s, nor 'Server-Timing NAME'"
              .formatted(text));
    }
    return Optional.of("Server-Timing " + metric);
  }
}
