package flowgauge.load;

import flowgauge.load.schedule.Timers;
import flowgauge.scenario.LoadProfile.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The closed model: users that each wait for their answer, then a uniform time, then send again. A
 * request is due the moment its user is spawned, later at the end of the one before plus the wait.
 * Event loop only.
 */
final class VirtualUsers {
  private final Requests requests;
  private final Timers timers;
  private final long waitMinUs;
  private final long waitMaxUs;
  private final SplittableRandom seeds;
  private final List<User> users = new ArrayList<>();
  private int wanted;
  private int spawned;
  private int stageNumber;
  private boolean over;

  /**
   * @param seeds each user's own random numbers are split off: users of runs with neighbouring
   *     seeds must have nothing in common
   */
  VirtualUsers(
      Requests requests, Timers timers, long waitMinUs, long waitMaxUs, SplittableRandom seeds) {
    this.requests = requests;
    this.timers = timers;
    this.waitMinUs = waitMinUs;
    this.waitMaxUs = waitMaxUs;
    this.seeds = seeds;
  }

  /** Users spawned and not yet retired. */
  int count() {
    return spawned;
  }

  /** Goes to a stage's number of users at its spawn rate; retires at once those too many. */
  void stage(Users stage, long fromUs) {
    wanted = stage.users();
    stageNumber++;
    retireSurplus();
    spawnDue(stageNumber, stage.spawnRate(), fromUs, spawned);
  }

  /** Goes to no users, each after the answer that it waits for. */
  void stop() {
    wanted = 0;
    stageNumber++;
    retireSurplus();
  }

  /** No user sends again. */
  void end() {
    over = true;
    stop();
  }

  private void retireSurplus() {
    for (; spawned > wanted; spawned--) {
      users.get(spawned - 1).generation++;
    }
  }

  private void spawnDue(int mine, double spawnRate, long fromUs, int already) {
    if (over || mine != stageNumber) {
      return;
    }
    long nowUs = requests.clock().nowUs();
    while (spawned < wanted) {
      long dueUs = fromUs + (long) ((spawned - already) / spawnRate * 1e6);
      if (dueUs > nowUs) {
        timers.in(dueUs - nowUs, () -> spawnDue(mine, spawnRate, fromUs, already));
        return;
      }
      if (spawned == users.size()) {
        users.add(new User(spawned));
      }
      users.get(spawned++).begin(dueUs);
    }
  }

  private final class User implements Exchange.Owner {
    private final int number;
    private final SplittableRandom random;
    private final Exchange exchange;
    private int generation;
    private boolean waiting;

    User(int number) {
      this.number = number;
      this.random = seeds.split();
      this.exchange = new Exchange(this, number);
    }

    void begin(long dueUs) {
      // one that was retired and still waits for an answer goes on once that is there
      if (!waiting) {
        send(dueUs);
      }
    }

    private void send(long dueUs) {
      waiting = true;
      requests.send(exchange, dueUs);
    }

    @Override
    public void over(Exchange ended, long endUs) {
      waiting = false;
      if (over || number >= spawned) {
        return;
      }
      long waitUs = waitMinUs == waitMaxUs ? waitMinUs : random.nextLong(waitMinUs, waitMaxUs + 1);
      long dueUs = endUs + waitUs;
      long inUs = waitUs == 0 ? 0 : dueUs - requests.clock().nowUs();
      if (inUs <= 0) {
        send(dueUs);
        return;
      }
      int mine = generation;
      timers.in(
          inUs,
          () -> {
            if (!over && mine == generation && !waiting) {
              send(dueUs);
            }
          });
    }
  }
}
