package faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowgauge.load.ScriptedServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server can do to an answer. */
class WireFaultsTest {
  @TempDir Path folder;

  @Test
  void closingInsideABody() throws Exception {
    FaultTable.fault(
        "closes inside a body",
        "scripted",
        seen -> {
          byte[] half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123".getBytes();
          try (ScriptedServer server =
                  new ScriptedServer(
                      (n, socket, out) -> {
                        out.write(half);
                        socket.close();
                      });
              BenchProcess bench = new BenchProcess(folder)) {
            bench.start(
                "--url", server.uri() + "/", "--users", "5", "--duration", "1s", "--no-report");
            BenchProcess.Ended ended = bench.end();
            Rows rows = bench.rows("endpoint");
            List<String> left = bench.leftBehind();
            seen.happened("exit code " + ended.code() + ", " + rows.words());
            seen.rows(rows.size(), server.requests.get() - 1);
            seen.left(left);
            assertEquals(0, ended.code(), ended.all());
            assertEquals(List.of(), left);
          }
        });
  }
}
