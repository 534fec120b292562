//SOURCES ClockWatch.java
//SOURCES DriverJudge.java
//SOURCES DriverSecond.java
//SOURCES DriverWatch.java
//SOURCES LoadResult.java

/**
 * What the driver says of itself: its seconds, what came of a load, and whether its figures are
 * valid. Knows no other room.
 */
package flowgauge.load.health;
