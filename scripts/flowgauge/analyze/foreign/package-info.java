//SOURCES LocustFigures.java
//SOURCES LocustFiles.java
//SOURCES LocustImport.java
//SOURCES LocustIntervals.java

/** Runs that other tools recorded: one importer a format, and what all share. Knows summary. */
package flowgauge.analyze.foreign;
