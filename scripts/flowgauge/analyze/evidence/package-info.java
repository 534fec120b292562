//SOURCES Alone.java
//SOURCES Evidence.java
//SOURCES Focus.java
//SOURCES Slots.java
//SOURCES Still.java
//SOURCES Uncontended.java
//SOURCES Window.java

/**
 * What signs, limits and causes look at: windows, steps of load, slots, and what a request takes
 * without contention. Knows intervals.
 */
package flowgauge.analyze.evidence;
