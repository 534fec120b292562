package faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.load.ScriptedServer.Script;
import flowgauge.record.RunInfo;
import java.util.List;
import java.util.Map;

/**
 * A fault.
 *
 * @param name in a few words
 * @param script what the server does with each request
 * @param options of bench, beside the common ones
 * @param says words on standard error, empty if nothing is to be said
 */
record Wire(String name, Script script, List<String> options, String says, Check check) {
  @Override
  public String toString() {
    return name;
  }

  /** What has to hold of a bench that ended. */
  interface Check {
    void check(Ran ran) throws Exception;
  }

  /**
   * A bench that ended.
   *
   * @param requests that the server counted, the one ahead of the load left out
   */
  record Ran(
      BenchProcess.Ended ended,
      RunInfo info,
      Rows rows,
      long requests,
      long connections,
      List<String> left) {

    void all(String outcome) {
      assertEquals(Map.of(outcome, (long) rows.size()), rows.outcomes());
    }

    void every(String column, String value) {
      rows.column(column).forEach(field -> assertEquals(value, field, column));
    }

    void warned(String words) {
      List<String> warnings = info.scenarios().get(0).summary().orElseThrow().warnings();
      assertTrue(
          warnings.stream().anyMatch(each -> each.contains(words)), words + " in " + warnings);
      assertTrue(ended.out().contains(words), ended.out());
    }
  }
}
