package flowgauge.scenario.subject;

/** How pf-serve is run: PromptFlow's two serving engines. */
public enum Engine {
  /** gunicorn's threaded workers around Flask, PromptFlow's default; threads count. */
  WSGI("flask"),
  /** uvicorn workers around FastAPI; threads are ignored. */
  ASGI("fastapi");

  /** The value of {@code PROMPTFLOW_SERVING_ENGINE}. */
  final String servingEngine;

  Engine(String servingEngine) {
    this.servingEngine = servingEngine;
  }
}
