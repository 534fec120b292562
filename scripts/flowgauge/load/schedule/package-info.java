//SOURCES ArrivalSchedule.java
//SOURCES LoadPlan.java
//SOURCES RunClock.java
//SOURCES Timers.java

/**
 * When what is due: a profile laid out in time, the arrivals of its stages, the run's clock and the
 * loop's timers. Knows no other room.
 */
package flowgauge.load.schedule;
