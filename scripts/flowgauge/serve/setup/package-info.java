//SOURCES CacheFolder.java
//SOURCES Checkout.java
//SOURCES ContentHash.java
//SOURCES FlowFolder.java
//SOURCES OwnPackages.java
//SOURCES PipProgress.java
//SOURCES PipSettings.java
//SOURCES Python.java
//SOURCES PythonEnvironment.java
//SOURCES ServedFolder.java
//SOURCES SetUpLock.java
//SOURCES TemporaryFolder.java

/**
 * What has to be there before a server can start: packages, environments, caches, locks, the folder
 * of a flow. Knows server.
 */
package flowgauge.serve.setup;
