package flowgauge.scenario.subject;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** How what is the user's finds the mock API in place of a model. */
public final class ModelStandIn {
  private static final String KEY = "stand-in";

  /** One that PromptFlow's connections and Azure's clients know. */
  private static final String API_VERSION = "2024-10-21";

  private ModelStandIn() {}

  /**
   * Variables that the clients of OpenAI and Azure OpenAI read.
   *
   * @param mock where the mock API is
   */
  static Map<String, String> variables(URI mock) {
    Map<String, String> all = new TreeMap<>();
    all.put("OPENAI_BASE_URL", base(mock) + "/v1");
    all.put("OPENAI_API_KEY", KEY);
    all.put("OPENAI_API_VERSION", API_VERSION);
    all.put("OPENAI_MODEL", KEY);
    all.put("AZURE_OPENAI_ENDPOINT", base(mock));
    all.put("AZURE_OPENAI_API_KEY", KEY);
    all.put("AZURE_OPENAI_API_VERSION", API_VERSION);
    all.put("AZURE_OPENAI_DEPLOYMENT", KEY);
    return all;
  }

  /**
   * A connection of PromptFlow's, as its provider gives it.
   *
   * @param openAi whether it is OpenAI's own, else Azure's
   */
  static String connection(String name, boolean openAi, URI mock) {
    String value =
        openAi
            ? "\"base_url\": \"%s/v1\"".formatted(base(mock))
            : "\"api_base\": \"%s\", \"api_type\": \"azure\", \"api_version\": \"%s\""
                .formatted(base(mock), API_VERSION);
    return """
        {"name": "%s", "type": "%s", "module": "promptflow.connections",
         "value": {"api_key": "%s", %s}, "secret_keys": ["api_key"]}
        """
        .formatted(
            name.replaceAll("[\"\\\\\\p{Cntrl}]", ""),
            openAi ? "OpenAIConnection" : "AzureOpenAIConnection",
            KEY,
            value);
  }

  private static String base(URI mock) {
    return mock.toString().replaceAll("/$", "");
  }
}
