package flowgauge.scenario.subject;

/** What is served, and so measured: by a server that runs already, or by one that is started. */
public sealed interface Subject permits Endpoint, Startable {}
