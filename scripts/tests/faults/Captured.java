package faults;

import flowgauge.command.CommandLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;

/**
 * What a command prints while it runs in this JVM: what its thread prints, and those that it
 * starts. What other tests print meanwhile goes where it always went.
 */
public final class Captured {
  private static final InheritableThreadLocal<Captured> CURRENT = new InheritableThreadLocal<>();

  /** A status line that the next one took the place of, where tests run on a terminal. */
  private static final String REPLACED = "[^\n]*\r\u001b\\[2K";

  static {
    // a command line puts a stream of its own in the place of System.out, once: before ours
    CommandLines.of(new Nothing()).execute();
    System.setOut(byThread(System.out, captured -> captured.out));
    System.setErr(byThread(System.err, captured -> captured.err));
  }

  @Command
  static final class Nothing implements Runnable {
    @Override
    public void run() {}
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Captured() {}

  /** Runs a command; its exit code and what it printed. */
  public static BenchProcess.Ended of(Callable<Integer> command) throws Exception {
    Captured captured = new Captured();
    Captured before = CURRENT.get();
    CURRENT.set(captured);
    try {
      int code = command.call();
      return new BenchProcess.Ended(code, text(captured.out), text(captured.err));
    } finally {
      CURRENT.set(before);
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replaceAll(REPLACED, "");
  }

  private static PrintStream byThread(PrintStream usual, Function<Captured, OutputStream> part) {
    OutputStream chosen =
        new OutputStream() {
          private OutputStream now() {
            Captured captured = CURRENT.get();
            return captured == null ? usual : part.apply(captured);
          }

          @Override
          public void write(int one) throws IOException {
            now().write(one);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            now().write(bytes, offset, length);
          }

          @Override
          public void flush() throws IOException {
            now().flush();
          }
        };
    return new PrintStream(chosen, true, StandardCharsets.UTF_8);
  }
}
