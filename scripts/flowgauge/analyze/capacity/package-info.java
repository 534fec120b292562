//SOURCES Capacity.java
//SOURCES CapacityFile.java
//SOURCES Step.java

/**
 * A search for the highest load that keeps objectives, as it is written and read. Knows {@code
 * limit}.
 */
package flowgauge.analyze.capacity;
