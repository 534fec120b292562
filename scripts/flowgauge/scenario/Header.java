package flowgauge.scenario;

/**
 * One field of a request's head; a name may come again.
 *
 * @param name a token (RFC 9110 5.1), in the case in which it is sent
 * @param value without line breaks
 */
public record Header(String name, String value) {}
