//SOURCES FateJudge.java
//SOURCES Fates.java

/** What became of the requests: the first thing to tell. Knows intervals. */
package flowgauge.analyze.fate;
