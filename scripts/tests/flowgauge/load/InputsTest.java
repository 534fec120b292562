package flowgauge.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import flowgauge.scenario.InputLines;
import flowgauge.scenario.Inputs;
import flowgauge.scenario.Inputs.Order;
import flowgauge.scenario.LoadProfile;
import flowgauge.scenario.ServerTimes;
import flowgauge.scenario.Target;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which line of inputs each request sent: what the rows say against what the server got. */
class InputsTest {
  @TempDir Path temp;

  /** A server that counts the bodies it gets. */
  private static final class Counting implements AutoCloseable {
    final Map<String, Integer> got = new ConcurrentHashMap<>();
    private final ServerSocket socket = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());

    Counting() throws IOException {
      daemon(
          () -> {
            while (true) {
              Socket connection = socket.accept();
              daemon(() -> serve(connection));
            }
          });
    }

    private interface Work {
      void run() throws IOException;
    }

    private static void daemon(Work work) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.run();
                } catch (IOException closed) {
                  // the test is over
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    private void serve(Socket connection) throws IOException {
      BufferedInputStream in = new BufferedInputStream(connection.getInputStream());
      while (true) {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          int b = in.read();
          if (b < 0) {
            return;
          }
          head.append((char) b);
        }
        int length =
            Integer.parseInt(
                head.toString().replaceAll("(?s).*\r\nContent-Length: (\\d+)\r\n.*", "$1"));
        got.merge(new String(in.readNBytes(length), StandardCharsets.UTF_8), 1, Integer::sum);
        connection.getOutputStream().write(ScriptedServer.ok("ok"));
      }
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static String text(int line) {
    return "{\"question\": \"%s\"}".formatted("x".repeat(line % 50) + line);
  }

  private InputLines lines(int count) throws IOException {
    StringBuilder all = new StringBuilder();
    for (int line = 1; line <= count; line++) {
      all.append(text(line)).append('\n');
    }
    Path file = Files.writeString(temp.resolve("inputs.jsonl"), all);
    InputLines lines = new InputLines("inputs.jsonl", FileChannel.open(file));
    long offset = 0;
    for (int line = 1; line <= count; line++) {
      lines.add(offset, text(line).length(), line);
      offset += text(line).length() + 1;
    }
    return lines;
  }

  private static Recorded run(Counting server, InputLines lines, Order order, LoadProfile profile)
      throws Exception {
    Target target =
        new Target("POST", "/score", List.of(), new byte[0])
            .sending(new Inputs(lines, order, Optional.empty()));
    return Recorded.of(server.uri(), profile, target, ServerTimes.NONE, driver -> {});
  }

  /** The rows' lines, counted, are the bodies that the server got. */
  private static void same(Counting server, Recorded run, int lines) {
    Map<String, Integer> said = new ConcurrentHashMap<>();
    for (Sample row : run.samples()) {
      assertEquals(Outcome.OK, row.outcome(), row.toString());
      assertTrue(row.input() >= 1 && row.input() <= lines, row.toString());
      said.merge(text((int) row.input()), 1, Integer::sum);
    }
    assertEquals(said, server.got);
  }

  @Test
  void onceSendsEachOfTenThousandLinesOnceAndEndsTheLoad() throws Exception {
    try (Counting server = new Counting()) {
      LoadProfile profile = Recorded.users(8, Duration.ZERO, Duration.ofSeconds(120));
      Recorded run = run(server, lines(10_000), Order.ONCE, profile);
      same(server, run, 10_000);
      assertEquals(10_000, run.samples().size());
      assertEquals(10_000, server.got.size());
      assertEquals("each line of inputs.jsonl was sent", run.result().stoppedEarly().get());
    }
  }

  @Test
  void inTurnUsesEachAsOftenAsTheOthers() throws Exception {
    try (Counting server = new Counting()) {
      LoadProfile profile = Recorded.rate(2_000, Duration.ofMillis(350));
      Recorded run = run(server, lines(100), Order.IN_TURN, profile);
      same(server, run, 100);
      for (Sample row : run.samples()) {
        assertEquals(row.request() % 100 + 1, row.input());
      }
    }
  }

  @Test
  void randomIsTheSameBySeed() throws Exception {
    try (Counting server = new Counting()) {
      LoadProfile profile = Recorded.rate(1_000, Duration.ofMillis(300));
      Recorded one = run(server, lines(50), Order.RANDOM, profile);
      same(server, one, 50);
      Recorded other = run(server, lines(50), Order.RANDOM, profile);
      Map<Long, Long> inputs = new ConcurrentHashMap<>();
      one.samples().forEach(row -> inputs.put(row.request(), row.input()));
      other.samples().forEach(row -> assertEquals(inputs.get(row.request()), row.input()));
      assertTrue(inputs.values().stream().distinct().count() > 40);
    }
  }
}
