package verdicts;

import flowgauge.analyze.worlds.Truth.Fact;
import flowgauge.load.ScriptedServer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A server of known truth and the load that it is put under.
 *
 * @param name in a few words
 * @param alone whether nothing else may run meanwhile: its truth hangs on small times
 * @param server starts it
 * @param load bench's arguments
 * @param truth the right answers, of the facts that are certain
 */
record Kind(
    String name, boolean alone, Start server, List<String> load, Map<Fact, Set<String>> truth) {

  /** A server that runs. */
  interface Running extends AutoCloseable {
    String url();
  }

  /** Starts a server. */
  interface Start {
    Running start() throws Exception;
  }

  /** A kind on a scripted server; its load is bench's arguments in one line. */
  static Kind scripted(String name, java.util.function.Supplier<Behaviour> behaviour, String load) {
    return new Kind(
        name,
        false,
        () -> running(new ScriptedServer(behaviour.get())),
        List.of(load.split(" ")),
        new EnumMap<>(Fact.class));
  }

  static Running running(ScriptedServer server) {
    return new Running() {
      @Override
      public String url() {
        return server.uri() + "/";
      }

      @Override
      public void close() throws Exception {
        server.close();
      }
    };
  }

  /** A kind on a real gunicorn. */
  static Kind gunicorn(String name, String load, String... arguments) {
    return new Kind(
        name,
        false,
        () -> {
          Gunicorn server = Gunicorn.start(arguments);
          return new Running() {
            @Override
            public String url() {
              return server.url();
            }

            @Override
            public void close() {
              server.close();
            }
          };
        },
        List.of(load.split(" ")),
        new EnumMap<>(Fact.class));
  }

  /** The same with nothing else beside it. */
  Kind runAlone() {
    return new Kind(name, true, server, load, truth);
  }

  /** The same on another server. */
  Kind on(Start other) {
    return new Kind(name, alone, other, load, truth);
  }

  /** The same with a fact's right answers. */
  Kind is(Fact fact, String... answers) {
    truth.put(fact, Set.copyOf(Arrays.asList(answers)));
    return this;
  }
}
