package flowgauge.scenario.subject;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about a failure of a user's own, by the words of the server. */
final class Advice {
  private static final Pattern MODULE = Pattern.compile("No module named '([^'.]+)");
  private static final Pattern KEY = Pattern.compile("KeyError: '([A-Z][A-Z0-9_]*)'");
  private static final Pattern ARGUMENT = Pattern.compile("__init__.*(missing|unexpected)");

  private static final Pattern UNREACHED =
      Pattern.compile(
          "(?i)APIConnectionError|Connect(ion|Timeout)?Error|connection (error|refused)"
              + "|connection attempts failed|max retries exceeded|name or service not known"
              + "|name resolution|getaddrinfo");

  private Advice() {}

  /** It, to follow the words; empty for nothing. */
  static String on(String failure) {
    if (failure.contains("No module named 'promptflow._sdk'")) {
      return "; a Prompty that names a connection takes PromptFlow's devkit and its store: name"
          + " none, and AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_API_KEY are read";
    }
    if (failure.contains("does not support async generator")) {
      return "; only ASGI streams from an async generator: serve it with --engine asgi";
    }
    if (failure.contains("PromptyModelConfiguration.__init__()")) {
      return "; it goes below 'model' in the Prompty, such as parameters: {max_tokens: 100}";
    }
    Matcher module = MODULE.matcher(failure);
    if (module.find()) {
      return "; if " + module.group(1) + " is a package, add it to its requirements.txt";
    }
    Matcher key = KEY.matcher(failure);
    if (key.find()) {
      return "; if it is a variable, give it with --env " + key.group(1);
    }
    if (UNREACHED.matcher(failure).find()) {
      return "; what it calls can't be reached from here: look at that address, or let --mock-model"
          + " stand in for a model";
    }
    return ARGUMENT.matcher(failure).find()
        ? "; what its class is made with is told with --init FILE"
        : "";
  }
}
