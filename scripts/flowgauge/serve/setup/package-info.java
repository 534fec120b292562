//SOURCES *.java

/**
 * What has to be there before a server can start: packages, environments, caches, locks, the folder
 * of a flow. Knows server.
 */
package flowgauge.serve.setup;
