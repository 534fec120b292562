//SOURCES Clients.java
//SOURCES Crowding.java
//SOURCES DriverLimit.java
//SOURCES InferredSlots.java
//SOURCES Limiter.java
//SOURCES LimiterJudge.java
//SOURCES Losses.java
//SOURCES ServerCpu.java
//SOURCES ServerThreads.java
//SOURCES SlowBackend.java
//SOURCES StreamThreads.java

/**
 * What limited throughput, and what that limit allows: the judge, and a file for each candidate.
 * Knows evidence and backpressure.
 */
package flowgauge.analyze.limit;
