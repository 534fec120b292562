//SOURCES LocustFigures.java
//SOURCES LocustFiles.java
//SOURCES LocustImport.java
//SOURCES LocustIntervals.java

/** Formats of other tools, a file each, and their list. Knows rows. */
package flowgauge.analyze.foreign;
