//SOURCES *.java

/** Formats of other tools, a file each, and their list. Knows rows. */
package flowgauge.analyze.foreign;
