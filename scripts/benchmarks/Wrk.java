import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** wrk, one thread on the clients' core, with the same request as the driver. */
record Wrk(int core, Path folder) {
  private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in ([0-9.]+)s");

  /**
   * What came out.
   *
   * @param rate requests a second
   * @param cpuPerRequestUs its CPU time, user and system, for a request
   */
  record Figures(double rate, double cpuPerRequestUs) {}

  Figures run(URI uri, int connections, int seconds)
      throws IOException, InterruptedException, BenchmarkException {
    Path script = folder.resolve("post.lua");
    Files.writeString(
        script,
        """
        wrk.method = "POST"
        wrk.body = '%s'
        wrk.headers["Content-Type"] = "application/json"
        """
            .formatted(HttpServer.BODY));
    Path times = folder.resolve("wrk.times");
    String[] wrk = {
      "wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "-s", script.toString(), uri + "/"
    };
    String output =
        Tools.run(
            List.of(
                "bash",
                "-c",
                "TIMEFORMAT='%U %S'; { time "
                    + String.join(" ", Cores.on(core, List.of(wrk)))
                    + " 2>&1; } 2>'"
                    + times
                    + "'"),
            folder.resolve("wrk.log"));
    Matcher total = TOTAL.matcher(output);
    if (!total.find()) {
      throw new BenchmarkException("wrk printed no count of requests");
    }
    double requests = Double.parseDouble(total.group(1));
    double cpuSeconds = 0;
    for (String part : Files.readString(times, StandardCharsets.US_ASCII).strip().split("\\s+")) {
      cpuSeconds += Double.parseDouble(part.replace(',', '.'));
    }
    return new Figures(requests / Double.parseDouble(total.group(2)), cpuSeconds * 1e6 / requests);
  }
}
