//SOURCES *.java

/**
 * Why requests failed, and whether failures fall into dips of throughput: the judge, and a file for
 * each cause. Knows evidence.
 */
package flowgauge.analyze.failure;
