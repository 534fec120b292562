//SOURCES Advice.java
//SOURCES App.java
//SOURCES CoreList.java
//SOURCES Endpoint.java
//SOURCES Engine.java
//SOURCES Expectation.java
//SOURCES Gunicorn.java
//SOURCES Handed.java
//SOURCES Header.java
//SOURCES HttpUrl.java
//SOURCES InputLines.java
//SOURCES Inputs.java
//SOURCES LoadProfile.java
//SOURCES MockApi.java
//SOURCES MockSettings.java
//SOURCES ModelSettings.java
//SOURCES ModelStandIn.java
//SOURCES Own.java
//SOURCES OwnFiles.java
//SOURCES OwnFlow.java
//SOURCES PfServe.java
//SOURCES Placement.java
//SOURCES Scenario.java
//SOURCES Scenarios.java
//SOURCES ServerSize.java
//SOURCES ServerTimes.java
//SOURCES ServerVariables.java
//SOURCES Spread.java
//SOURCES Startable.java
//SOURCES Subject.java
//SOURCES Surroundings.java
//SOURCES Target.java

/**
 * What is to be measured, as data: the scenarios, the load put on them and the size of the server.
 * Knows no other step.
 */
package flowgauge.scenario;
