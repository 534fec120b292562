package flowgauge.bench.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import flowgauge.scenario.InputLines;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body as JSON with places for an object's fields: {@code {"messages": [{"content": "{{question}}
 * "}], "user": {{id}}}}. Within a text a field's text is put in, escaped, or its JSON if it is
 * none; elsewhere its JSON.
 */
final class BodyTemplate {
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*\\}\\}");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Where a field goes.
   *
   * @param ahead what stands ahead of it, behind the place before
   * @param within whether it stands within a text
   */
  private record Place(String ahead, String field, boolean within) {}

  private final List<Place> places = new ArrayList<>();
  private final String end;

  private BodyTemplate(String text) {
    Matcher place = PLACE.matcher(text);
    int at = 0;
    boolean within = false;
    while (place.find()) {
      String ahead = text.substring(at, place.start());
      within ^= odd(ahead);
      places.add(new Place(ahead, place.group(1), within));
      at = place.end();
    }
    end = text.substring(at);
  }

  /**
   * Reads it.
   *
   * @throws IOException with one line, if it can't be read, or names no field
   */
  static BodyTemplate read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file " + file);
    }
    BodyTemplate template = new BodyTemplate(Files.readString(file));
    if (template.places.isEmpty()) {
      throw new IOException(file + " has no place for a field, as {{question}}");
    }
    return template;
  }

  /** Whether a text's quotation marks open one more than they close. */
  private static boolean odd(String text) {
    boolean odd = false;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        odd = !odd;
      }
    }
    return odd;
  }

  /**
   * The body for an object.
   *
   * @throws IllegalArgumentException with what is wrong, to follow "line N:"
   */
  byte[] filled(byte[] object, int from, int length) {
    StringBuilder body = new StringBuilder();
    JsonNode fields = tree(object, from, length);
    for (Place place : places) {
      JsonNode value = fields.path(place.field);
      if (value.isMissingNode()) {
        throw new IllegalArgumentException(
            "it has no field '%s', which --body-template names".formatted(place.field));
      }
      body.append(place.ahead);
      body.append(
          place.within
              ? JsonStringEncoder.getInstance()
                  .quoteAsString(value.isTextual() ? value.asText() : value.toString())
              : value.toString().toCharArray());
    }
    byte[] whole = body.append(end).toString().getBytes(StandardCharsets.UTF_8);
    tree(whole, 0, whole.length);
    return whole;
  }

  /**
   * The bodies for all objects, in a temporary file.
   *
   * @throws IOException with one line that names file and line
   */
  InputLines filled(InputLines objects) throws IOException {
    Path temporary = Files.createTempFile("flowgauge-bodies-", ".jsonl");
    temporary.toFile().deleteOnExit();
    InputLines bodies =
        new InputLines(objects.name(), FileChannel.open(temporary, StandardOpenOption.READ));
    long offset = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
      for (int i = 0; i < objects.size(); i++) {
        byte[] object = objects.body(i);
        byte[] body;
        try {
          body = filled(object, 0, object.length);
        } catch (IllegalArgumentException wrong) {
          throw new IOException(
              "%s, line %d: %s".formatted(objects.name(), objects.line(i), wrong.getMessage()));
        }
        out.write(body);
        bodies.add(offset, body.length, objects.line(i));
        offset += body.length;
      }
    }
    return bodies;
  }

  private static JsonNode tree(byte[] json, int from, int length) {
    try {
      return JSON.readTree(json, from, length);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(
          "--body-template filled with it is no JSON: "
              + broken.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
