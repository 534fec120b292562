package flowgauge.bench.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Bench's options in {@code --help}, by what goes with what: a section a mixin. */
final class BenchHelp {
  /** The mixins by the names of their fields, in the order of the help. */
  private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put(
        "server",
        "Scenarios: the pf-serve that flowgauge starts (with --url only --workers and --threads)");
    SECTIONS.put("mock", "The mock API beside them, which a flow may take for its model");
    SECTIONS.put("endpoint", "An endpoint that runs already: --url, and what goes with it");
    SECTIONS.put("input", "What is sent, and what a good answer holds");
    SECTIONS.put("search", "The search: what to keep, and how sure to be");
    SECTIONS.put(
        "load", "Load: --users waits for answers, --rate doesn't, --stage is both in turn");
    SECTIONS.put("run", "The run, and what it leaves behind");
  }

  private BenchHelp() {}

  static void install(CommandLine line) {
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, BenchHelp::options);
  }

  private static String options(Help help) {
    List<OptionSpec> left = new ArrayList<>(help.commandSpec().options());
    left.removeIf(option -> option.group() != null);
    StringBuilder sections = new StringBuilder();
    SECTIONS.forEach(
        (name, heading) -> {
          List<OptionSpec> own = new ArrayList<>();
          if (!help.commandSpec().mixins().containsKey(name)) {
            return;
          }
          for (OptionSpec option : help.commandSpec().mixins().get(name).options()) {
            own.add(help.commandSpec().findOption(option.longestName()));
          }
          left.removeAll(own);
          sections.append(section(help, heading, own));
          if (name.equals("endpoint")) {
            sections.append(help.optionListGroupSections());
          }
        });
    return section(help, "", left) + sections;
  }

  private static String section(Help help, String heading, List<OptionSpec> options) {
    List<OptionSpec> shown = options.stream().filter(option -> !option.hidden()).toList();
    Help.Layout layout = help.createDefaultLayout(shown, List.of(), help.colorScheme());
    layout.addOptions(shown, help.createDefaultParamLabelRenderer());
    String title =
        heading.isEmpty() ? "" : System.lineSeparator() + heading + System.lineSeparator();
    return title + layout;
  }
}
