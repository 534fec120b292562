//SOURCES CoreList.java
//SOURCES Expectation.java
//SOURCES Header.java
//SOURCES InputLines.java
//SOURCES Inputs.java
//SOURCES LoadProfile.java
//SOURCES Placement.java
//SOURCES Scenario.java
//SOURCES Scenarios.java
//SOURCES ServerTimes.java
//SOURCES Target.java
//SOURCES subject/package-info.java

/**
 * What is to be measured, as data: the scenarios, the load put on them and the size of the server.
 * Knows no other step.
 */
package flowgauge.scenario;
