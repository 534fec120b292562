package flowgauge.analyze.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowgauge.analyze.AnalysisText;
import flowgauge.analyze.Analyzer;
import flowgauge.analyze.RunAnalysis;
import flowgauge.analyze.ScenarioAnalysis;
import flowgauge.analyze.foreign.Importers;
import flowgauge.analyze.foreign.Untold;
import flowgauge.analyze.rows.Imported;
import flowgauge.analyze.rows.Progress;
import flowgauge.analyze.rows.Source;
import flowgauge.analyze.rows.Told;
import flowgauge.record.RunFolder;
import flowgauge.record.ScenarioInfo;
import flowgauge.record.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures by name against those of a sorted list a name. */
class GroupsTest {
  private static final int REQUESTS = 60_000; // enough for two reading threads

  @TempDir Path temp;

  private final Map<String, List<Integer>> times = new HashMap<>();
  private final Map<String, Long> failed = new HashMap<>();
  private RunFolder folder;

  /** Three endpoints at once: a slow login, a fast read, and one of which a tenth fails. */
  private Imported imported() throws IOException {
    Random random = new Random(11);
    StringBuilder text = new StringBuilder("timeStamp,elapsed,label,responseCode,success\n");
    for (int i = 0; i < REQUESTS; i++) {
      String label = i % 10 == 0 ? "login" : i % 10 < 4 ? "write" : "read";
      int elapsed =
          switch (label) {
            case "login" -> 700 + random.nextInt(200);
            case "write" -> 20 + random.nextInt(20);
            default -> 5 + random.nextInt(5);
          };
      boolean bad = label.equals("write") && random.nextInt(10) == 0;
      if (bad) {
        failed.merge(label, 1L, Long::sum);
      } else {
        times.computeIfAbsent(label, l -> new ArrayList<>()).add(elapsed);
      }
      text.append(1_700_000_000_000L + i)
          .append(',')
          .append(elapsed)
          .append(',')
          .append(label)
          .append(bad ? ",500,false\n" : ",200,true\n");
    }
    Path file = Files.writeString(temp.resolve("mixed.jtl"), text);
    folder = RunFolder.createAt(temp.resolve("run"));
    Source source = Source.of(file);
    Told told = Untold.scenario("mixed");
    return Importers.into(Importers.of(source, told), source, told, folder, Progress.NONE);
  }

  private double rank(String label, double percent) {
    List<Integer> sorted = times.get(label);
    Collections.sort(sorted);
    return sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1);
  }

  @Test
  void everyNameHasItsOwnPercentilesAndFailures() throws IOException {
    Imported imported = imported();
    Grouped table = Analyzer.DEFAULT.run(folder).scenarios().get("mixed").groups().orElseThrow();
    assertEquals(
        List.of("read", "write", "login"),
        table.groups().stream().map(GroupFigures::name).toList());
    for (GroupFigures one : table.groups()) {
      assertEquals(times.get(one.name()).size(), one.succeeded());
      assertEquals(failed.getOrDefault(one.name(), 0L), one.failed());
      for (double percent : GroupFigures.PERCENTS) {
        double exact = rank(one.name(), percent);
        assertEquals(exact, one.ms(percent), 1e-9, one.name() + " " + percent);
        GroupFigures.Interval interval = one.interval(percent);
        assertTrue(interval.lowMs() <= exact && exact <= interval.highMs(), interval.toString());
        assertTrue(interval.highMs() - interval.lowMs() < 0.2 * exact, interval.toString());
      }
    }
    assertEquals(failed.get("write"), table.groups().get(1).outcomes().get("http_error"));
    assertEquals(List.of("mixed"), List.copyOf(imported.labels().keySet()));
    assertEquals(
        table.groups().get(2).responseTime(),
        imported.labels().get("mixed").groups().get(2).responseTime());
  }

  @Test
  void aMixtureIsToldAsThat() throws IOException {
    imported();
    RunAnalysis run = Analyzer.DEFAULT.run(folder);
    String mixture = run.scenarios().get("mixed").groups().flatMap(Grouped::mixture).orElseThrow();
    assertTrue(mixture.contains("label read is 7.0 ms, that of login"), mixture);
    String text = AnalysisText.of(run, false);
    assertTrue(text.contains(mixture) && text.contains("  login  "), text);
  }

  @Test
  void oneNameAloneIsAnalyzed() throws IOException {
    imported();
    ScenarioAnalysis login = only("login").run(folder).scenarios().get("mixed");
    assertEquals(6_000, login.summary().requests());
    assertEquals(rank("login", 95), login.percentiles().at(95).ms(), 1e-9);
    assertTrue(login.groups().isEmpty());
    String message = assertThrows(IOException.class, () -> only("logout").run(folder)).getMessage();
    assertTrue(message.endsWith("there are login, write, read"), message);
  }

  private static Analyzer only(String name) {
    return new Analyzer(1, Double.POSITIVE_INFINITY, Labels::of, Optional.of(name));
  }

  /** By whatever parts them: here by the last digit of a request's number. */
  private record LastDigit() implements Grouping {
    @Override
    public String by() {
      return "digit";
    }

    @Override
    public int size() {
      return 10;
    }

    @Override
    public int of(Sample row) {
      int digit = (int) (row.request() % 10);
      return digit == 9 ? -1 : digit;
    }

    @Override
    public String name(int group) {
      return Integer.toString(group);
    }
  }

  @Test
  void anythingCanPartThem() throws IOException {
    imported();
    Analyzer byDigit =
        new Analyzer(
            1,
            Double.POSITIVE_INFINITY,
            (RunFolder run, ScenarioInfo scenario) -> Optional.of(new LastDigit()),
            Optional.empty());
    Grouped table = byDigit.run(folder).scenarios().get("mixed").groups().orElseThrow();
    assertEquals("digit", table.by());
    assertEquals(9, table.groups().size());
    assertTrue(table.groups().stream().allMatch(one -> one.requests() == REQUESTS / 10));
  }
}
