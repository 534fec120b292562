//SOURCES Plateau.java
//SOURCES Service.java
//SOURCES ServiceJudge.java

/**
 * Whether the service itself changed in the course of the load, queue or no queue. Knows evidence.
 */
package flowgauge.analyze.service;
