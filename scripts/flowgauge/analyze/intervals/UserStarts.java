package flowgauge.analyze.intervals;

import java.util.Arrays;

/** When each virtual user sent its first request. */
final class UserStarts {
  private long[] firstUs = new long[16];
  private int users;

  UserStarts() {
    Arrays.fill(firstUs, Long.MAX_VALUE);
  }

  /** Takes a request of a user; one below 0 is none. */
  void add(int user, long sentUs) {
    if (user < 0) {
      return;
    }
    if (user >= firstUs.length) {
      int before = firstUs.length;
      firstUs = Arrays.copyOf(firstUs, Math.max(user + 1, before * 2));
      Arrays.fill(firstUs, before, firstUs.length, Long.MAX_VALUE);
    }
    users = Math.max(users, user + 1);
    firstUs[user] = Math.min(firstUs[user], sentUs);
  }

  void merge(UserStarts other) {
    for (int i = 0; i < other.users; i++) {
      if (other.firstUs[i] != Long.MAX_VALUE) {
        add(i, other.firstUs[i]);
      }
    }
  }

  /** All, microseconds since the scenario's start, rising. */
  long[] rising() {
    return Arrays.stream(firstUs).filter(us -> us != Long.MAX_VALUE).sorted().toArray();
  }
}
