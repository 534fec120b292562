package flowgauge.serve.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.BuildResponseItem;
import flowgauge.serve.server.ServeException;
import flowgauge.serve.setup.PipProgress;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A build under way: what the engine says of it, kept to tell why it failed. */
final class ImageBuild extends BuildImageResultCallback {
  private static final long LOOK_SECONDS = 5;

  private static final int LAST_LINES = 10;

  /** In characters: more of a line tells a reader nothing. */
  private static final int LONGEST = 300;

  private final PipProgress pip;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Deque<String> last = new ArrayDeque<>();
  private String step = "";
  private String pipError = "";

  /**
   * A build that nothing is known of yet.
   *
   * @param pip takes what the steps print
   */
  ImageBuild(PipProgress pip) {
    this.pip = pip;
  }

  /**
   * Builds, however long a step says nothing. That is not left to {@code awaitCompletion} with a
   * limit, which ends the build when the time is up.
   *
   * @throws DockerClientException if it fails
   * @throws EngineSilentException if the engine no longer answers
   */
  void run(DockerEngine engine, BuildImageCmd command) throws ServeException, InterruptedException {
    DockerClient client = engine.client();
    try {
      command.exec(this);
      while (!over.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
        engine.run(client.pingCmd()::exec);
      }
      awaitImageId();
    } finally {
      closeStream();
    }
  }

  private void closeStream() {
    try {
      close();
    } catch (IOException gone) {
      // it is over either way
    }
  }

  @Override
  public void onNext(BuildResponseItem item) {
    super.onNext(item);
    if (item.getStream() != null) {
      item.getStream().lines().map(ImageBuild::plain).forEach(this::line);
    }
  }

  /** The engine colours what a step prints on its error stream. */
  private static String plain(String line) {
    String text = line.replaceAll("\\p{Cntrl}\\[[\\d;]*m", "").strip();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }

  private synchronized void line(String line) {
    pip.line(line);
    if (line.matches("Step \\d+/\\d+ : .*")) {
      step = line.substring("Step ".length()).replaceAll("\\s+", " ");
      last.clear();
    } else if (!line.isEmpty() && !line.startsWith("---> ")) {
      last.addLast(line);
      if (last.size() > LAST_LINES) {
        last.removeFirst();
      }
    }
    int at = line.indexOf("ERROR: ");
    if (at >= 0) {
      pipError = line.substring(at);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      over.countDown();
    }
  }

  /** The step that ran last, as {@code 6/11 : RUN ...}; empty ahead of the first. */
  synchronized String step() {
    return step;
  }

  synchronized List<String> lastLines() {
    return List.copyOf(last);
  }

  /** Why it failed, by what pip said, else by the engine's word. */
  synchronized String reason(String engineSaid) {
    String line = engineSaid.lines().findFirst().orElse("").replace("Could not build image: ", "");
    return pipError.isEmpty() ? line : pip.reason(pipError);
  }
}
