package flowgauge.analyze;

import flowgauge.record.LoadInfo;
import flowgauge.record.RunFolder;
import flowgauge.record.RunInfo;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.ServerInfo;
import flowgauge.record.sample.SampleCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes runs' folders for tests. */
public final class Runs {
  /** The columns of rows that are no streams. */
  public static final String HEADER =
      SampleCsv.header().substring(0, SampleCsv.header().indexOf(",first_event_us")) + "\n";

  private Runs() {}

  /** A closed load of so many users for so many seconds, wait 1 to 2 s. */
  public static LoadInfo closed(int users, double spawnRate, double seconds) {
    return load(
        new LoadInfo.StageInfo(
            seconds,
            Optional.of(users),
            Optional.of(spawnRate),
            Optional.empty(),
            Optional.empty()));
  }

  /** An open load of so many requests a second. */
  public static LoadInfo open(double rate, double seconds) {
    return load(
        new LoadInfo.StageInfo(
            seconds, Optional.empty(), Optional.empty(), Optional.of(rate), Optional.of(rate)));
  }

  private static LoadInfo load(LoadInfo.StageInfo stage) {
    return new LoadInfo(
        List.of(stage), 1, 2, "poisson", "per_user", 10_000, 300, 5, 0, 30, false, 1);
  }

  /** A server without known times, outside of flowgauge. */
  public static ServerInfo external() {
    return keeping(Optional.empty());
  }

  /** The same, which closes a connection that was idle for so many seconds. */
  public static ServerInfo keeping(Optional<Double> keepAliveSeconds) {
    return new ServerInfo(
        "external",
        Optional.empty(),
        Optional.empty(),
        "http://127.0.0.1:1/",
        "GET",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        keepAliveSeconds,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  public static ScenarioInfo scenario(String name, ServerInfo server, LoadInfo load) {
    return scenario(name, server, load, 0);
  }

  /** An external scenario whose load begins behind so many seconds of baseline. */
  public static ScenarioInfo baselined(String name, LoadInfo load, double baselineSeconds) {
    return scenario(name, external(), load, baselineSeconds);
  }

  private static ScenarioInfo scenario(
      String name, ServerInfo server, LoadInfo load, double baselineSeconds) {
    return new ScenarioInfo(
        name,
        server,
        load,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Optional.of(Math.round((baselineSeconds + load.seconds()) * 1e6)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A run's folder with these scenarios; their samples are yet to be written. */
  public static RunFolder folder(Path path, ScenarioInfo... scenarios) throws IOException {
    RunFolder folder = RunFolder.createAt(path);
    folder.write(
        new RunInfo(
            RunInfo.SCHEMA,
            "test",
            "0",
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty(),
            RunInfo.Status.COMPLETE,
            Optional.empty(),
            new RunInfo.Host("CPU", 2, 1L << 30, "Linux"),
            Map.of(),
            List.of(scenarios),
            Optional.empty(),
            Optional.empty()));
    return folder;
  }

  /** A folder with one external scenario {@code s} whose samples file holds these bytes. */
  public static RunFolder withSamples(Path path, String samples) throws IOException {
    RunFolder folder = folder(path, scenario("s", external(), closed(1, 1, 10)));
    Files.writeString(folder.scenario("s").resolve("samples.csv"), samples);
    return folder;
  }

  /** A row of a successful request, microseconds. */
  public static String ok(long request, long sentUs, long endUs) {
    return row(request, sentUs, endUs, "ok");
  }

  public static String row(long request, long sentUs, long endUs, String outcome) {
    return "%d,0,0,%b,,%d,%d,,%d,%d,1,%s,200,70,,,steady,0\n"
        .formatted(request, request > 0, sentUs, sentUs, endUs, endUs, outcome);
  }

  /**
   * A row of samples of a request on a kept connection that was sent when it was meant to be.
   *
   * @param user negative for none
   * @param status 0 where nothing was answered
   */
  public static String row(
      long number,
      int user,
      double fromS,
      double toS,
      int met,
      String outcome,
      int status,
      String phase) {
    long sent = Math.round(fromS * 1e6);
    long end = Math.round(toS * 1e6);
    boolean answered = status > 0;
    return "%d,%s,%d,true,,%d,%d,,%s,%d,%d,%s,%s,%s,,,%s,0\n"
        .formatted(
            number,
            user < 0 ? "" : user,
            user + 1,
            sent,
            sent,
            answered ? end : "",
            end,
            met,
            outcome,
            answered ? status : "",
            answered ? 70 : "",
            phase);
  }
}
