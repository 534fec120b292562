package flowgauge.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A reader, and what it may do with input of any kind: take it, or refuse it in the way it says it
 * does. Anything else is thrown.
 *
 * @param name on the command line, and of the folder of kept inputs
 * @param type the class whose {@code fuzzerTestOneInput} tries an input, as Jazzer calls it
 * @param test that method
 * @param seeds good inputs to start from
 * @param share of the executions of a whole pass, in thousandths
 */
public record FuzzTarget(String name, Class<?> type, Trial test, List<byte[]> seeds, int share) {

  /** Tries an input. */
  public interface Trial {
    /** Returns where the reader did what it should. */
    void on(byte[] input) throws Exception;
  }

  /** What a reader did that it should not have done. */
  public static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what. */
    public Wrong(String what) {
      super(what);
    }

    /** Says what, and what led to it. */
    public Wrong(String what, Throwable cause) {
      super(what, cause);
    }
  }

  /** Fails unless it holds. */
  public static void must(boolean holds, String what) {
    if (!holds) {
      throw new Wrong(what);
    }
  }

  /** Fails unless a refusal is one line for people. */
  public static void mustTell(Throwable refusal) {
    String said = refusal.getMessage();
    if (said == null || said.isBlank() || said.length() > 20_000 || said.startsWith("java.")) {
      throw new Wrong("refused without one clear line: " + said, refusal);
    }
  }

  static List<byte[]> texts(String... all) {
    return java.util.Arrays.stream(all).map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
