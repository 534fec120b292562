//SOURCES Gaps.java
//SOURCES PauseJudge.java
//SOURCES Pauses.java

/**
 * Whether the server stood still at times, and what an open load would have seen. Knows evidence.
 */
package flowgauge.analyze.pause;
