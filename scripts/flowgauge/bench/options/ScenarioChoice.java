package flowgauge.bench.options;

import flowgauge.scenario.Scenario;
import flowgauge.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What a command line is to measure: named scenarios, what is the user's, or an endpoint.
 *
 * @param line whose mistakes are told
 */
public record ScenarioChoice(
    CommandLine line,
    EndpointOptions endpoint,
    OwnOptions own,
    ToldOptions told,
    InputOptions input) {
  /** What is measured where nothing is named. */
  private static final List<String> USUAL = List.of("wsgi-sync", "asgi-async");

  /**
   * The scenarios, in order.
   *
   * @param names as given
   * @throws ParameterException if options contradict one another, or a name is none
   */
  public List<Scenario> of(List<String> names) {
    return chosen(names).stream().map(input::of).toList();
  }

  private List<Scenario> chosen(List<String> names) {
    for (String name : names) {
      if (name.matches("(?i)https?://.*")) {
        throw new ParameterException(line, "an endpoint is told with --url: write --url " + name);
      }
    }
    endpoint.check(own);
    own.check(told.engine());
    Optional<Scenario> one = endpoint.scenario();
    if (one.isPresent() && !names.isEmpty()) {
      throw new ParameterException(line, "--url is a scenario of its own: name none");
    }
    if (one.isPresent()) {
      return List.of(one.get());
    }
    if (own.given()) {
      List<Scenario> all = new ArrayList<>(names.isEmpty() ? List.of() : named(names));
      all.addAll(own.scenarios(told.engine(), endpoint, input.data != null));
      return all;
    }
    return named(names.isEmpty() ? USUAL : names);
  }

  private List<Scenario> named(List<String> names) {
    List<Scenario> found = new ArrayList<>();
    for (String name : names) {
      found.add(
          Scenarios.named(name.toLowerCase(Locale.ROOT))
              .orElseThrow(
                  () ->
                      new ParameterException(
                          line,
                          "no scenario is called '%s'; there are: %s"
                              .formatted(
                                  name,
                                  String.join(
                                      " ",
                                      Scenarios.all().stream().map(Scenario::name).toList())))));
    }
    if (found.stream().distinct().count() < found.size()) {
      throw new ParameterException(line, "a scenario is named twice");
    }
    return found;
  }
}
