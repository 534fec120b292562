package flowgauge.scenario.subject;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which of the caller's variables reach pf-serve: PromptFlow's own, and gunicorn's options. */
public final class ServerVariables {
  private static final Pattern HANDED_ON = Pattern.compile("PF_.*|PROMPTFLOW_.*|GUNICORN_CMD_ARGS");

  private ServerVariables() {}

  /** Those of an environment, by name. */
  public static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> variables = new TreeMap<>(environment);
    variables.keySet().removeIf(name -> !HANDED_ON.matcher(name).matches());
    return variables;
  }
}
