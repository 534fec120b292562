import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gatling with its Java DSL, from Maven Central. */
final class GatlingPeer implements Peer {
  private static final String VERSION = "3.15.1";
  private static final int WARM_UP_SECONDS = 5; // its JVM has to be warm too
  private static final Pattern OK = Pattern.compile("> ask\\s*\\|[^|]*\\|\\s*([0-9,]+)");

  private Path lib;

  @Override
  public void install(Path cache, Path log)
      throws IOException, InterruptedException, BenchmarkException {
    String mvn = Cache.needed("mvn", "install Maven");
    lib = Cache.once(cache, "gatling-" + VERSION, folder -> fill(mvn, folder, log)).resolve("lib");
  }

  private static void fill(String mvn, Path folder, Path log)
      throws IOException, InterruptedException, BenchmarkException {
    Path pom = folder.resolve("pom.xml");
    Files.writeString(
        pom,
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>flowgauge</groupId><artifactId>gatling</artifactId><version>1</version>
          <dependencies>
            <dependency>
              <groupId>io.gatling.highcharts</groupId>
              <artifactId>gatling-charts-highcharts</artifactId>
              <version>%s</version>
            </dependency>
          </dependencies>
        </project>
        """
            .formatted(VERSION));
    Cache.run(
        log,
        "%s -q -B -f %s dependency:copy-dependencies -DoutputDirectory=%s",
        mvn,
        pom,
        folder.resolve("lib"));
  }

  @Override
  public double run(URI uri, int core, int connections, int seconds, Path folder)
      throws IOException, InterruptedException, BenchmarkException {
    Path classes = compiled(uri, connections, seconds, folder);
    List<String> command =
        Tools.words(
            "%s --add-opens=java.base/java.lang=ALL-UNNAMED "
                + String.join(" ", ChildJvm.FLAGS)
                + " -cp %s io.gatling.app.Gatling -s Target -nr -rf %s",
            Path.of(System.getProperty("java.home"), "bin", "java"),
            classes + ":" + lib + "/*",
            folder.resolve("gatling-results"));
    String output = Tools.run(Cores.on(core, command), folder.resolve("gatling.log"));
    double count = 0;
    for (Matcher ok = OK.matcher(output); ok.find(); ) {
      count = Double.parseDouble(ok.group(1).replace(",", "")); // the last table is the whole run's
    }
    return count / seconds;
  }

  private Path compiled(URI uri, int connections, int seconds, Path folder)
      throws IOException, InterruptedException, BenchmarkException {
    Path classes = Files.createDirectories(folder.resolve("gatling-classes"));
    Files.writeString(
        classes.resolve("logback.xml"), "<configuration><root level=\"OFF\"/></configuration>");
    Path source = classes.resolve("Target.java");
    Files.writeString(
        source,
        """
        import static io.gatling.javaapi.core.CoreDsl.*;
        import static io.gatling.javaapi.http.HttpDsl.*;
        import io.gatling.javaapi.core.Simulation;
        import io.gatling.javaapi.http.HttpRequestActionBuilder;

        public class Target extends Simulation {
          {
            setUp(
                scenario("s")
                    .exec(
                        during(%1$d).on(exec(request("warm-up"))),
                        during(%2$d).on(exec(request("ask"))))
                    .injectOpen(atOnceUsers(%3$d)))
                .protocols(http.baseUrl("%4$s").disableCaching());
          }

          private static HttpRequestActionBuilder request(String name) {
            return http(name)
                .post("/")
                .header("Content-Type", "application/json")
                .body(StringBody("%5$s"));
          }
        }
        """
            .formatted(
                WARM_UP_SECONDS, seconds, connections, uri, HttpServer.BODY.replace("\"", "\\\"")));
    Cache.run(
        folder.resolve("javac.log"),
        "%s -cp %s/* -d %s %s",
        Path.of(System.getProperty("java.home"), "bin", "javac"),
        lib,
        classes,
        source);
    return classes;
  }
}
