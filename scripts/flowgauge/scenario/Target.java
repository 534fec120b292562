package flowgauge.scenario;

import java.util.Map;

/**
 * The one request that a scenario sends over and over.
 *
 * @param method HTTP method, upper case
 * @param path path and query below the server's root, starting with a slash
 * @param headers request headers in the order of sending; {@code Host}, {@code Content-Length} and
 *     {@code Connection} are the driver's
 * @param body request body, empty for none
 */
public record Target(String method, String path, Map<String, String> headers, byte[] body) {}
