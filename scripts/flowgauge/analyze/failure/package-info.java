//SOURCES AnswerContent.java
//SOURCES BackendTrouble.java
//SOURCES ChangePoints.java
//SOURCES ClosedTogether.java
//SOURCES Coincidence.java
//SOURCES CpuSaturation.java
//SOURCES Dips.java
//SOURCES EventWindows.java
//SOURCES FailureCluster.java
//SOURCES FailureJudge.java
//SOURCES Failures.java
//SOURCES IntervalCause.java
//SOURCES LagCorrelations.java
//SOURCES MemoryShortage.java
//SOURCES NoConnection.java
//SOURCES Outage.java
//SOURCES QueueOverflow.java
//SOURCES Refused.java
//SOURCES ServerRestart.java
//SOURCES StaleKeepAlive.java
//SOURCES Stalls.java
//SOURCES Timeout.java
//SOURCES ToldOutcomes.java

/**
 * Why requests failed, and whether failures fall into dips of throughput: the judge, and a file for
 * each cause. Knows evidence.
 */
package flowgauge.analyze.failure;
