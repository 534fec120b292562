//DEPS org.testcontainers:testcontainers:2.0.5
//SOURCES *.java

/**
 * Servers in containers: engine, images, confinement, and what a killed run left behind. Knows
 * server, setup and watch.
 */
package flowgauge.serve.docker;
