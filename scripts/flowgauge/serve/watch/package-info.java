//SOURCES *.java

/**
 * What server, mock, driver and host use while a run is under way, by probes of processes, groups
 * and sockets. Knows server.
 */
package flowgauge.serve.watch;
