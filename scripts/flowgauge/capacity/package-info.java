//SOURCES Ask.java
//SOURCES CapacityOptions.java
//SOURCES CapacityRun.java
//SOURCES CapacityText.java
//SOURCES Claims.java
//SOURCES Estimate.java
//SOURCES LiveBed.java
//SOURCES Look.java
//SOURCES Neighbours.java
//SOURCES Objective.java
//SOURCES Search.java
//SOURCES Settling.java
//SOURCES Share.java
//SOURCES StepRun.java
//SOURCES StepWatch.java
//SOURCES TestBed.java
//SOURCES ../bench/package-info.java

/**
 * Searches the highest load that keeps objectives: the search itself, which knows no server, and
 * what drives it on one. Nothing but an entry point knows it.
 */
package flowgauge.capacity;
