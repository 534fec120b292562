//DEPS org.testcontainers:testcontainers:2.0.5
//SOURCES AbandonedContainers.java
//SOURCES BuildFolder.java
//SOURCES Confinement.java
//SOURCES ContainerMark.java
//SOURCES ContainerPlan.java
//SOURCES DockerEngine.java
//SOURCES DockerImage.java
//SOURCES DockerLauncher.java
//SOURCES DockerRuntime.java
//SOURCES EngineAddress.java
//SOURCES EngineCalls.java
//SOURCES EngineContainer.java
//SOURCES EngineHosts.java
//SOURCES EnginePlace.java
//SOURCES EngineProbe.java
//SOURCES EngineSilentException.java
//SOURCES ImageBuild.java
//SOURCES LaunchedContainer.java
//SOURCES Leftovers.java
//SOURCES LogFile.java
//SOURCES StartedContainer.java
//SOURCES TestcontainersSetup.java

/**
 * Servers in containers: engine, images, confinement, and what a killed run left behind. Knows
 * server, setup and watch.
 */
package flowgauge.serve.docker;
