//SOURCES *.java

/** Samples in forms that other tools read: one form a file. Knows samples. */
package flowgauge.analyze.export;
