package flowgauge.analyze.compare;

import com.fasterxml.jackson.databind.JsonNode;
import flowgauge.record.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Names the settings in which two sides differ: what they are of another kind can't be laid to. */
final class Differences {
  /** These differ between any two runs and say nothing. */
  private static final Set<String> MEANINGLESS = Set.of("load.seed", "server.url");

  static List<String> of(List<ComparedSide.Member> a, List<ComparedSide.Member> b) {
    List<String> differences = new ArrayList<>();
    Map<String, String> first = settings(a.get(0));
    for (ComparedSide.Member member : a.subList(1, a.size())) {
      differences.addAll(between(first, settings(member), "within the first side"));
    }
    for (ComparedSide.Member member : b) {
      differences.addAll(between(first, settings(member), ""));
    }
    return differences.stream().distinct().toList();
  }

  private static List<String> between(Map<String, String> a, Map<String, String> b, String where) {
    List<String> differences = new ArrayList<>();
    Set<String> names = new java.util.TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    for (String name : names) {
      String va = a.getOrDefault(name, "not set");
      String vb = b.getOrDefault(name, "not set");
      if (!va.equals(vb)) {
        differences.add(
            "%s differs%s: %s, %s".formatted(name, where.isEmpty() ? "" : " " + where, va, vb));
      }
    }
    return differences;
  }

  private static Map<String, String> settings(ComparedSide.Member member) {
    Map<String, String> all = new TreeMap<>();
    flatten("server", Json.mapper().valueToTree(member.scenario().server()), all);
    flatten("load", Json.mapper().valueToTree(member.scenario().load()), all);
    flatten("host", Json.mapper().valueToTree(member.run().host()), all);
    flatten("versions", Json.mapper().valueToTree(member.run().versions()), all);
    all.keySet().removeAll(MEANINGLESS);
    // The command holds the port, which is another one each time; its parts stand in settings.
    all.keySet().removeIf(name -> name.startsWith("server.command"));
    return all;
  }

  private static void flatten(String name, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        flatten(name + "." + field.getKey(), field.getValue(), into);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(name + "." + (i + 1), node.get(i), into);
      }
    } else {
      into.put(name, node.asText());
    }
  }
}
