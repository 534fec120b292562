package flowgauge.load;

import flowgauge.load.schedule.RunClock;
import flowgauge.record.sample.LatencyLog;
import flowgauge.record.sample.SampleQueue;
import flowgauge.record.sample.SampleWriter;
import flowgauge.record.sample.Tally;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Two seconds of load on a server in this very process, unrecorded. Without it the first requests
 * of a run carry the time in which the JVM loads the driver's classes, tenths of a second, and
 * later ones wait while it compiles what a run's timers, rows and histogram logs use. Once in a JVM
 * is enough; with the system property {@code flowgauge.rehearsal=off} there is none, for tests that
 * judge no speed.
 */
public final class Rehearsal {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"t\": 1}"
          .getBytes(StandardCharsets.US_ASCII);
  private static final Duration CLOSED = Duration.ofMillis(500);
  private static final Duration OPEN = Duration.ofMillis(1_500);
  private static final double OPEN_RATE = 10_000;

  /** Short, so that the log's own code is compiled too. */
  private static final Duration LOG_INTERVAL = Duration.ofMillis(20);

  private static final FutureTask<Void> TASK =
      new FutureTask<>(
          () -> {
            if (!"off".equals(System.getProperty("flowgauge.rehearsal"))) {
              run();
            }
            return null;
          });

  private Rehearsal() {}

  /** Starts it beside whatever else is being made ready, where it was not yet. */
  public static void start() {
    Thread thread = new Thread(TASK, "rehearsal");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for its end; an error of the rehearsal is thrown here. */
  public static void await() throws IOException, LoadException, InterruptedException {
    try {
      TASK.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof LoadException load) {
        throw load;
      }
      throw new IOException("the driver's rehearsal: " + failed.getCause(), failed.getCause());
    }
  }

  private static void run() throws IOException, LoadException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread accepting = new Thread(() -> accept(server), "rehearsal");
      accepting.setDaemon(true);
      accepting.start();
      SampleQueue queue = new SampleQueue(1 << 14);
      try (LatencyLog latency = new LatencyLog(null, Instant.now(), LOG_INTERVAL);
          SampleWriter unrecorded = SampleWriter.listening(queue, List.of(latency, new Tally()));
          Driver driver = new Driver(URI.create("http://127.0.0.1:" + server.getLocalPort()))) {
        driver.run(
            new Target("GET", "/", List.of(), new byte[0]),
            new ServerTimes(java.util.Optional.of("/t"), java.util.Optional.empty(), 0, false),
            profile(),
            new RunClock(System.nanoTime()),
            queue,
            second -> {});
      }
    }
  }

  private static LoadProfile profile() {
    return new LoadProfile(
        List.of(
            new LoadProfile.Users(4, 1000, CLOSED),
            new LoadProfile.Rate(OPEN_RATE, OPEN_RATE, OPEN)),
        Duration.ZERO,
        Duration.ofMillis(1),
        LoadProfile.Arrivals.UNIFORM,
        LoadProfile.Connections.PER_USER,
        100,
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ZERO,
        Duration.ofMillis(100),
        false,
        1);
  }

  private static void accept(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread serving = new Thread(() -> serve(socket), "rehearsal");
        serving.setDaemon(true);
        serving.start();
      }
    } catch (IOException closed) {
      // the rehearsal is over
    }
  }

  private static void serve(Socket socket) {
    byte[] request = new byte[1024];
    try (socket) {
      InputStream in = socket.getInputStream();
      while (in.read(request) > 0) {
        socket.getOutputStream().write(ANSWER);
      }
    } catch (IOException closed) {
      // the driver is done
    }
  }
}
