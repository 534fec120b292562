import faults.Alias;
import faults.BenchProcess;
import faults.Interruptible;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs the project's aliases as a user does. */
final class Jbang {
  /** Lock of JBang's cache: two that build the same script there at once may find half of it. */
  static final String CACHE = "jbang";

  /** How a command ended and what it printed. */
  record Ended(int code, String out, String err) {
    Ended {
      err = BenchProcess.Ended.withoutNotice(err);
    }

    String all() {
      return out + err;
    }
  }

  private Jbang() {}

  /** Calls an alias's script in this JVM. */
  static Ended run(String alias, String... arguments) throws Exception {
    return ended(Alias.run(alias, arguments));
  }

  /** Runs an alias's script in a JVM of its own, with these variables. */
  static Ended run(Map<String, String> environment, String alias, String... arguments)
      throws Exception {
    return ended(Alias.process(environment, alias, arguments));
  }

  private static Ended ended(BenchProcess.Ended ended) {
    return new Ended(ended.code(), ended.out(), ended.err());
  }

  /** Starts {@code ./jbang} itself. */
  static Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("./jbang"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(Interruptible.command(command)).directory(Repository.root().toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  static Ended ended(Process process) throws InterruptedException {
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    String out = text(process.getInputStream());
    return new Ended(process.waitFor(), out, err.join());
  }

  private static String text(InputStream in) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
