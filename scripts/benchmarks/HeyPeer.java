import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** hey, from the system's packages. */
final class HeyPeer implements Peer {
  private static final Pattern OK = Pattern.compile("\\[200]\\s+(\\d+) responses");
  private static final Pattern TOTAL = Pattern.compile("Total:\\s+([0-9.]+) secs");

  @Override
  public void install(Path cache, Path log) throws BenchmarkException {
    Cache.needed("hey", "apt-get install hey");
  }

  @Override
  public double run(URI uri, int core, int connections, int seconds, Path folder)
      throws IOException, InterruptedException, BenchmarkException {
    String output =
        Tools.run(
            Cores.on(
                core,
                Tools.words(
                    "hey -z %ss -c %s -m POST -T application/json -d %s %s/",
                    seconds, connections, HttpServer.BODY, uri)),
            folder.resolve("hey.log"));
    Matcher ok = OK.matcher(output);
    Matcher total = TOTAL.matcher(output);
    return ok.find() && total.find()
        ? Double.parseDouble(ok.group(1)) / Double.parseDouble(total.group(1))
        : 0;
  }
}
