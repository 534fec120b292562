package flowgauge.bench.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What leads on from a mistake: above all the names that other load generators have for it. */
final class Mistakes {
  private static final Map<String, String> OTHER_NAMES = otherNames();

  private Mistakes() {}

  private static Map<String, String> otherNames() {
    Map<String, String> all = new TreeMap<>();
    say(all, "users are told with --users N", "--user -u -c --concurrency --clients --vus --vu");
    say(all, "requests a second are told with --rate R", "--rps --qps -q -R --arrival-rate");
    say(
        all,
        "a bench lasts a time, not a number of requests: --duration 30s",
        "-n --requests --iterations --amount --loops");
    say(all, "the length is told with --duration 30s", "--time --run-time -z --length --seconds");
    say(
        all,
        "a file's name or the text itself: --body",
        "-d --data --data-raw --payload --json-body");
    say(all, "write --header 'Name: value'", "-H --headers");
    say(all, "write --header 'Authorization: Bearer env:VAR'", "--token --auth --bearer --api-key");
    say(all, "write --method METHOD", "-X --request");
    say(all, "the address is told with --url", "--host --endpoint --target --uri --address");
    say(all, "users a second are told with --spawn-rate", "--ramp-up --rampup --hatch-rate -r");
    say(all, "a user's pause is told with --wait-time", "--think-time --wait --pause --sleep");
    say(all, "write --out DIR", "-o --output --output-dir");
    say(all, "write --warm-up TIME", "--warmup");
    say(all, "write --verbose", "-v --debug");
    say(
        all,
        "certificates are always checked; have Java trust it:"
            + " JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE",
        "-k --insecure");
    return all;
  }

  private static void say(Map<String, String> all, String hint, String options) {
    List.of(options.split(" ")).forEach(option -> all.put(option, hint));
  }

  /** A line's end that leads on; empty where the message says all. */
  static Optional<String> hint(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      return unmatched.getUnmatched().stream().findFirst().flatMap(Mistakes::hint);
    }
    if (wrong instanceof OverwrittenOptionException twice && twice.getMessage().contains("--url")) {
      return Optional.of("a run has one endpoint: bench each, then ./jbang compare the two runs");
    }
    return Optional.empty();
  }

  private static Optional<String> hint(String argument) {
    return Optional.ofNullable(OTHER_NAMES.get(argument.replaceAll("=.*", "")));
  }
}
