//SOURCES *.java

/**
 * What is to be measured, as data: the scenarios, the load put on them and the size of the server.
 * Knows no other step.
 */
package flowgauge.scenario;
