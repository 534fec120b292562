package flowgauge.serve.server;

import flowgauge.scenario.subject.Startable;
import flowgauge.scenario.subject.Surroundings;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A way to start servers: as processes, or in containers. */
public interface Launcher {
  enum Role {
    MEASURED,
    /** To be called by what is measured. */
    BESIDE
  }

  /** {@code docker} or {@code process}. */
  String runtime();

  /**
   * Makes ready what a subject needs: packages, folders, an image. Starts nothing.
   *
   * @throws ServeException if something can't be had; nothing is left half made
   */
  Prepared prepare(Startable subject) throws ServeException, InterruptedException;

  /**
   * An address of this machine's, by which what it starts reaches this process; empty where there
   * is none.
   */
  Optional<InetAddress> here() throws ServeException;

  interface Prepared {
    /**
     * Starts it, without waiting until it answers.
     *
     * @param around what it finds
     * @param log takes what it prints
     */
    Launched launch(Role role, Surroundings around, Path log) throws ServeException;
  }

  interface Launched {
    /** Where it is asked whether it answers. */
    URI probed();

    /** Where it is measured; to be asked once it answers. */
    URI base();

    /** Where other servers reach it. */
    URI fromOthers();

    /** Whether it gets an answer from such an address of another's. */
    boolean reaches(URI other);

    /** How it was started, without its variables. */
    List<String> command();

    /** The variables that it was given. */
    Map<String, String> variables();

    /** Versions of what it runs on, by name; to be asked once it answers. */
    Map<String, String> versions() throws ServeException;

    /** It as something that can be watched. */
    WatchedPart part();

    /** Why it no longer runs; empty while it does. */
    Optional<String> ended();
  }
}
