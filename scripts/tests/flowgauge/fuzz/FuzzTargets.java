package flowgauge.fuzz;

import flowgauge.analyze.RunFuzz;
import flowgauge.analyze.foreign.LocustFuzz;
import flowgauge.analyze.foreign.RowsFuzz;
import flowgauge.analyze.intervals.IntervalsFuzz;
import flowgauge.analyze.intervals.SideFilesFuzz;
import flowgauge.analyze.samples.SamplesFuzz;
import flowgauge.bench.options.OptionsFuzz;
import flowgauge.bench.options.OwnFuzz;
import flowgauge.load.EndpointFuzz;
import flowgauge.load.answer.EventStreamFuzz;
import flowgauge.load.answer.ReportedTimesFuzz;
import flowgauge.load.answer.ResponseFuzz;
import flowgauge.record.DriverCsv;
import flowgauge.record.ResourceCsv;
import flowgauge.record.RunJsonFuzz;
import flowgauge.record.SweepJsonFuzz;
import flowgauge.record.sample.SampleCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All readers that are fuzzed. */
public final class FuzzTargets {
  private static final String ROW =
      "0,0,0,false,,0,10,5,1000,2000,1,ok,200,14,1250000,1000000,steady,0,1500,3,100,150,7\n"
          + "1,1,0,true,1500,100,110,,,3000,2,connection_reset,,0,,,ramp,1,,0,,,\n"
          + "2,,,,,200,,,,,,not_sent,,,,,drain,0,,,,,\n";
  private static final String STATS =
      "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min"
          + " Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,66%,"
          + "75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\n"
          + ",Aggregated,2432,1,5800,8065.3,1.9,25289.1,200,41.2,0.0169,5800,10000,13000,15000,"
          + "21000,25000,25000,25000,25000,25000,25000\n";
  private static final String HISTORY =
      "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,"
          + "99.99%,100%,Total Request Count,Total Failure Count,Total Median Response Time,Total"
          + " Average Response Time,Total Min Response Time,Total Max Response Time,Total Average"
          + " Content Size\n"
          + "1711000000,0,,Aggregated,0,0,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,0,0,0,0,0,0,0\n"
          + "1711000001,10,,Aggregated,5,0,1300,1300,1300,1300,1300,1300,1300,1300,1300,1300,1300,"
          + "10,0,1300,1280,1250,1310,20\n"
          + "1711000003,20,,Aggregated,5,0,1300,1300,1300,1300,1300,1300,1300,1300,1300,1300,1300,"
          + "30,1,1300,1280,1250,1310,20\n";
  private static final String FAILURES =
      "Method,Name,Error,Occurrences\nPOST,/score,\"ConnectionResetError(104, 'reset')\",1\n";

  /** Lock of the tests that try them: some keep what they read into. */
  public static final String READERS = "the fuzz targets";

  private FuzzTargets() {}

  /** Them, each with seeds of its own. */
  public static List<FuzzTarget> all() {
    return Stream.of(responses(), commandLine(), foreign(), runs()).flatMap(List::stream).toList();
  }

  private static List<FuzzTarget> responses() {
    String head = "@\u0000HTTP/1.1 200 OK\r\n";
    return List.of(
        target(
            "response",
            ResponseFuzz.class,
            ResponseFuzz::fuzzerTestOneInput,
            500,
            head + "Content-Length: 5\r\nConnection: keep-alive\r\n\r\nhello",
            head
                + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1a;x=y\r\n"
                + "abcdefghijklmnopqrstuvwxyz\r\n0\r\nT: x\r\n\r\n",
            "\u0001\u0000HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 503 No\r\nConnection: close\r\n\r\nx",
            "\u0002\u0001HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 304 N\r\n\r\n"),
        eventStream(),
        reportedTimes(),
        target(
            "samples",
            SamplesFuzz.class,
            SamplesFuzz::fuzzerTestOneInput,
            200,
            ROW,
            ROW.replace("\n", "\r\n"),
            "\"0\",\"0\",0,True,,0,10,5,1000,2000,1,\"ok\",200,14,,,,\n\n"));
  }

  private static List<FuzzTarget> commandLine() {
    return List.of(
        target(
            "options",
            OptionsFuzz.class,
            OptionsFuzz::fuzzerTestOneInput,
            30,
            "--users\n200\n--spawn-rate\n20.5\n--duration\n5m\n--wait-time\n1s..2s\n--seed\n7",
            "--rate=10..200\n--arrivals=poisson\n--connections=new\n--max-in-flight=50\n--drain=1s",
            "--stage=users=5,for=1s,spawn-rate=3\n--stage=rate=1..2,for=250ms\n--timeout=1h\nmock",
            "--workers=8\n--threads=4\n--cpus=1.5\n--memory=512m\n--mock-wait=0s..1s\n--name=a.b",
            "--fail-if=p95 > 2s\n--stop-when=failures > 5%\n--format=csv.gz\n--sample-every=1s"),
        target(
            "scenario-file",
            ScenarioFile.class,
            OptionsFuzz::scenarioFile,
            25,
            "scenarios: [asgi-async]\nworkers: 2\nstages:\n  - {rate: 50, for: 30s}\n"
                + "  - {users: 200, for: 60s, spawn-rate: 5}\n",
            "users: 20\nduration: 5s\nretry-stale: true\nfail-if:\n  - p95 > 2s\n  - failures > 1%\n",
            "a: &a [1]\nb: *a\nseed: 0x10\nname: !!str 12\n"),
        target(
            "own-flow",
            OwnFuzz.class,
            OwnFuzz::fuzzerTestOneInput,
            10,
            "inputs:\n  question: {type: string, default: hm}\n  chat_history: {is_chat_history:"
                + " true}\nadditional_includes: [../x.py]\nnodes: [{type: prompt}]\n",
            "entry: a:B\nenvironment: {python_requirements_txt: needed.txt}\n",
            "name: mine\ntype: custom\nconfigs: {a: b}\nsecrets: {key: \"${env:KEY}\"}\n",
            "name: mine\ntype: open_ai\napi_key: x\n"),
        target(
            "endpoint",
            EndpointFuzz.class,
            EndpointFuzz::fuzzerTestOneInput,
            40,
            "http://127.0.0.1:8080/score?x=1&y=%20#z\u0001POST\u0001X-Key: a b\u0001Accept:*/*",
            "https://[::1]/\u0001get\u0001Authorization: Bearer x",
            "http://localhost"));
  }

  private static List<FuzzTarget> foreign() {
    return List.of(
        target(
            "locust",
            LocustFuzz.class,
            LocustFuzz::fuzzerTestOneInput,
            25,
            STATS + "\u0000" + HISTORY + "\u0000" + FAILURES),
        target(
            "foreign-rows",
            RowsFuzz.class,
            RowsFuzz::fuzzerTestOneInput,
            2,
            "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success\n"
                + "1700000000000,10,a,200,OK,G 1-1,true\n1700000000000,5,a-0,302,OK,G 1-1,true\n"
                + "1700000000020,9,a,Non HTTP response code: x,\"Number of samples in transaction :"
                + " 2\",G 1-1,false\n",
            "metric_name,timestamp,metric_value,error,error_code,status\n"
                + "http_reqs,1700000000,1,,,200\nhttp_req_duration,1700000000,5.5,,,200\n"
                + "http_req_failed,1700000000,0,,,200\nvus,1700000000,3,,,\n",
            "{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"time\":"
                + "\"2026-11-27T12:05:46.05Z\",\"value\":5,\"tags\":{\"status\":\"200\"}}}\n",
            "1700000000000000000,200,50000000,0,11,,,,0,GET,http://s.test/,\n",
            "{\"seq\":0,\"code\":0,\"timestamp\":\"2023-11-14T22:13:20.1Z\",\"latency\":7000,"
                + "\"bytes_out\":0,\"bytes_in\":0,\"error\":\"refused\"}\n",
            "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,"
                + "offset\n0.1,0.01,0,0,0.08,0.01,200,0.5\n",
            "request-start,DNS,DNS+dialup,Response-delay,request-duration,bytes,status\n"
                + "0.001,0.0001,0.0002,0.05,0.051,7,200\n",
            "{\"metadata\":{\"request_start_ns\":1700000000000000000,\"request_end_ns\":"
                + "1700000000100000000},\"metrics\":{},\"error\":{\"code\":429}}\n",
            "       Value     Percentile TotalCount 1/(1-Percentile)\n\n"
                + "       5.120     0.500000          2         2.00\n       9.000     1.000000"
                + "          4          inf\n#[Mean    =        5.1, StdDeviation   =        1.0]\n"
                + "  4 requests in 2.00s, 1KB read\n  Non-2xx or 3xx responses: 1\n",
            "{\"summary\":{\"total\":2,\"slowest\":0.5,\"average\":0.1},\"latencyPercentiles\":{"
                + "\"p50\":0.05},\"statusCodeDistribution\":{\"200\":9,\"429\":1},"
                + "\"errorDistribution\":{\"aborted due to deadline\":1}}",
            "#[StartTime: 1700000000.0]\n\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\","
                + "\"Interval_Compressed_Histogram\"\n"));
  }

  private static List<FuzzTarget> runs() {
    return List.of(
        target("run-json", RunJsonFuzz.class, RunJsonFuzz::fuzzerTestOneInput, 25, runJson()),
        target(
            "sweep-json",
            SweepJsonFuzz.class,
            SweepJsonFuzz::fuzzerTestOneInput,
            5,
            "{\"schema\":1,\"begun\":\"2026-11-27T22:00:00Z\",\"seed\":1,\"users\":60,\"cells\":["
                + "{\"name\":\"r1-wsgi-sync-2x4\",\"repeat\":1,\"subject\":\"wsgi-sync\","
                + "\"workers\":2,\"threads\":4}]}"),
        target(
            "samples-file",
            SamplesFile.class,
            SamplesFuzz::file,
            5,
            SampleCsv.header() + "\n" + ROW,
            "\uFEFF" + SampleCsv.header() + ",extra\r\n"),
        target(
            "intervals",
            IntervalsFuzz.class,
            IntervalsFuzz::fuzzerTestOneInput,
            25,
            "time_s,seconds,phase,completed,failed,users,p50_ms\n"
                + "0,1,ramp,5,0,10,1300\n1,1,steady,5.5,,20,1e3\n2,0.5,drain,1,0,20,\n",
            "time_s,seconds,failed_timeout,throughput_per_s\r\n0,5,1,2.25\r\n"),
        target("run", RunFuzz.class, RunFuzz::fuzzerTestOneInput, 5, imported()),
        target(
            "driver",
            Driver.class,
            SideFilesFuzz::driver,
            25,
            String.join(",", DriverCsv.COLUMNS)
                + "\n1000000,ramp,10,10,10,0,0,0,2376,1132,0,0.080,0.012,10\n"
                + "2000000,ramp,20,12,10,8,0,0,759,2577,,0.070,0.016,20\n"),
        target(
            "resources",
            Resources.class,
            SideFilesFuzz::resources,
            25,
            String.join(",", ResourceCsv.COLUMNS)
                + "\n1000251,server,0.3995,767934464,9,9,45,416,0,0,0,0\n"
                + "1002119,mock,0.0048,47656960,1,5,11,31,0,0,,\n"
                + "1002200,driver,0.01,4765,,,,,,,,\n1002300,host,2,,,,,,,,,\n"),
        target(
            "server-log",
            ServerLog.class,
            SideFilesFuzz::serverLog,
            10,
            "[2026-01-01 12:00:05 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)\n"
                + "[2026-01-01 13:00:06 +0100] [7] [ERROR] Worker (pid:9) was sent SIGKILL! oom?\n"
                + "[2026-01-01 12:00:07 +0000] [11] [INFO] Booting worker with pid: 11\n"));
  }

  /** The one of that name. */
  static FuzzTarget named(String name) {
    return all().stream().filter(target -> target.name().equals(name)).findFirst().orElseThrow();
  }

  /** Jazzer's way into what is not its class's first method. */
  public static final class ScenarioFile {
    private ScenarioFile() {}

    /** Tries it. */
    public static void fuzzerTestOneInput(byte[] data) {
      OptionsFuzz.scenarioFile(data);
    }
  }

  /** The same for whole files. */
  public static final class SamplesFile {
    private SamplesFile() {}

    /** Tries it. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
      SamplesFuzz.file(data);
    }
  }

  /** The same for what lies beside the samples. */
  public static final class Driver {
    private Driver() {}

    /** Tries it. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
      SideFilesFuzz.driver(data);
    }
  }

  /** The same for resources.csv. */
  public static final class Resources {
    private Resources() {}

    /** Tries it. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
      SideFilesFuzz.resources(data);
    }
  }

  /** The same for server.log. */
  public static final class ServerLog {
    private ServerLog() {}

    /** Tries it. */
    public static void fuzzerTestOneInput(byte[] data) {
      SideFilesFuzz.serverLog(data);
    }
  }

  /** Inputs that once went wrong, in this folder of the checkout. */
  public static List<Path> kept(Path checkout, FuzzTarget target) throws IOException {
    Path folder = checkout.resolve("scripts/tests/fixtures/fuzz").resolve(target.name());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static FuzzTarget eventStream() {
    return target(
        "event-stream",
        EventStreamFuzz.class,
        EventStreamFuzz::fuzzerTestOneInput,
        300,
        "data: {\"a\": 1}\n\n: ping\n\ndata: x\ndata\n\ndata: [DONE]\n\n",
        "\u00EF\u00BB\u00BFdata:a\r\n\r\nevent: b\rdata: c\r\r");
  }

  private static FuzzTarget reportedTimes() {
    return target(
        "reported-times",
        ReportedTimesFuzz.class,
        ReportedTimesFuzz::fuzzerTestOneInput,
        150,
        "{\"answer\": {\"node_s\": 1.25, \"backend_s\": 1.0, \"x\": [1, {}, null]}}",
        "{\"answer\": {\"node_s\": 1e-3, \"backend_s\": 7}}",
        "[]");
  }

  private static FuzzTarget target(
      String name, Class<?> type, FuzzTarget.Trial test, int share, String... seeds) {
    List<byte[]> all = new ArrayList<>();
    for (String seed : seeds) {
      all.add(seed.getBytes(StandardCharsets.UTF_8));
    }
    return new FuzzTarget(name, type, test, all, share);
  }

  private static String runJson() {
    return inCheckout("datasets/recorded/keep-alive/run.json");
  }

  /** As import-locust made it, of a minute of ten users. */
  private static String imported() {
    return inCheckout("scripts/tests/fixtures/fuzz/run/imported");
  }

  private static String inCheckout(String file) {
    try {
      return Files.readString(checkout().resolve(file));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** The checkout that this runs in. */
  public static Path checkout() {
    return flowgauge.record.RunNames.datasets().orElseThrow().toAbsolutePath().getParent();
  }
}
