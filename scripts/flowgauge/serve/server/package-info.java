//SOURCES *.java

/**
 * What a server is once it is up: its commands, health, readiness, log, and what {@code run.json}
 * says of it. Knows scenario and record.
 */
package flowgauge.serve.server;
