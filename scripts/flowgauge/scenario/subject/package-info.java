//SOURCES Advice.java
//SOURCES App.java
//SOURCES Endpoint.java
//SOURCES Engine.java
//SOURCES Gunicorn.java
//SOURCES Handed.java
//SOURCES HttpUrl.java
//SOURCES MockApi.java
//SOURCES MockSettings.java
//SOURCES ModelSettings.java
//SOURCES ModelStandIn.java
//SOURCES Own.java
//SOURCES OwnFiles.java
//SOURCES OwnFlow.java
//SOURCES PfServe.java
//SOURCES PromptFlow.java
//SOURCES ServerSize.java
//SOURCES ServerVariables.java
//SOURCES Spread.java
//SOURCES Startable.java
//SOURCES Subject.java
//SOURCES Surroundings.java

/**
 * What is served: a kind of subject a file, with the engine, size, files and variables that it asks
 * for. Knows nothing of the load.
 */
package flowgauge.scenario.subject;
