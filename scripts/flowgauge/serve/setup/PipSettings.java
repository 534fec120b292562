package flowgauge.serve.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The caller's own settings of pip (index, proxy, certificates), so that an image can be built
 * where packages come by way of a company's proxy or mirror. They reach the stage that installs
 * packages and not the image.
 *
 * @param options pip's options by name
 * @param certificates a bundle of certificates to trust
 */
public record PipSettings(Map<String, String> options, Optional<Path> certificates) {
  private static final List<String> OPTIONS =
      List.of(
          "index-url", "extra-index-url", "trusted-host", "proxy", "timeout", "retries", "cert");

  /** Variables that name a bundle of certificates, pip's own first. */
  private static final List<String> BUNDLES =
      List.of("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE");

  /** From pip's files, then pip's variables, as pip itself reads them. */
  public static PipSettings of(Map<String, String> environment, Path home) {
    Map<String, String> options = new LinkedHashMap<>();
    for (Path file : files(environment, home)) {
      options.putAll(read(file));
    }
    for (String option : OPTIONS) {
      String value = environment.get("PIP_" + option.toUpperCase(Locale.ROOT).replace('-', '_'));
      if (value != null && !value.isBlank()) {
        options.put(option, value.strip());
      }
    }
    String bundle = options.remove("cert");
    for (String variable : BUNDLES) {
      bundle = bundle == null ? environment.get(variable) : bundle;
    }
    return new PipSettings(
        options, Optional.ofNullable(bundle).map(Path::of).filter(Files::isRegularFile));
  }

  private static List<Path> files(Map<String, String> environment, Path home) {
    List<Path> files = new ArrayList<>();
    files.add(Path.of("/etc/pip.conf"));
    files.add(home.resolve(".pip/pip.conf"));
    String config = environment.get("XDG_CONFIG_HOME");
    files.add((config == null ? home.resolve(".config") : Path.of(config)).resolve("pip/pip.conf"));
    files.add(home.resolve("Library/Application Support/pip/pip.conf"));
    Optional.ofNullable(environment.get("PIP_CONFIG_FILE")).map(Path::of).ifPresent(files::add);
    return files;
  }

  private static Map<String, String> read(Path file) {
    Map<String, String> options = new LinkedHashMap<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException absent) {
      return options;
    }
    boolean ours = false;
    String last = null;
    for (String line : lines) {
      if (line.startsWith("[")) {
        ours = line.startsWith("[global]") || line.startsWith("[install]");
      } else if (ours && last != null && line.startsWith(" ") && !line.isBlank()) {
        options.merge(last, line.strip(), (before, more) -> (before + " " + more).strip());
      } else if (ours && line.contains("=") && !line.startsWith("#")) {
        String[] parts = line.split("=", 2);
        String name = parts[0].strip().replace('_', '-');
        last = OPTIONS.contains(name) ? name : null;
        if (last != null) {
          options.put(last, parts[1].strip());
        }
      }
    }
    return options;
  }

  /** The text of a pip.conf, for a stage in which the certificates are at the given path. */
  public String config(String certificatesPath) {
    StringBuilder text = new StringBuilder("[global]\n");
    options.forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    if (certificates.isPresent()) {
      text.append("cert = ").append(certificatesPath).append('\n');
    }
    return text.toString();
  }
}
