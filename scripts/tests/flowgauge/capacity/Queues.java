package flowgauge.capacity;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Gamma;

/** Shares of requests that take longer than a time, in closed form; times in seconds. */
public final class Queues {
  private Queues() {}

  /** Probability of waiting in M/M/c by A. K. Erlang. */
  public static double erlangC(int servers, double load) {
    double blocked = 1;
    for (int k = 1; k <= servers; k++) {
      blocked = load * blocked / (k + load * blocked);
    }
    return blocked / (1 - load / servers * (1 - blocked));
  }

  /** M/M/c: waiting is 0 or exponential, and the service comes on top. */
  public static double openBeyond(int servers, double service, double rate, double time) {
    double mu = 1 / service;
    double theta = servers * mu - rate;
    if (theta <= 0) {
      return 1;
    }
    double waits = erlangC(servers, rate * service);
    double own = Math.exp(-mu * time);
    double both = (theta * own - mu * Math.exp(-theta * time)) / (theta - mu);
    return (1 - waits) * own + waits * both;
  }

  /**
   * M/M/c//N: who arrives finds what the others alone would leave (K. C. Sevcik and I. Mitrani, The
   * Distribution of Queuing Network States at Input and Output Instants, Journal of the ACM 28,
   * 1981).
   */
  public static double closedBeyond(
      int servers, double service, double think, int users, double time) {
    int others = users - 1;
    double[] logs = new double[others + 1];
    for (int n = 1; n <= others; n++) {
      logs[n] =
          logs[n - 1]
              + Math.log((others - n + 1) / think)
              - Math.log(Math.min(n, servers) / service);
    }
    double most = java.util.Arrays.stream(logs).max().orElseThrow();
    double all = java.util.Arrays.stream(logs).map(l -> Math.exp(l - most)).sum();
    double beyond = 0;
    double mu = 1 / service;
    double together = servers * mu;
    for (int n = 0; n <= others; n++) {
      double tail = Math.exp(-mu * time);
      int ahead = n - servers + 1;
      if (ahead > 0) {
        double own = Gamma.regularizedGammaP(ahead, (together - mu) * time);
        tail =
            Gamma.regularizedGammaQ(ahead, together * time)
                + (own == 0
                    ? 0
                    : Math.exp(
                        -mu * time + ahead * Math.log(together / (together - mu)) + Math.log(own)));
      }
      beyond += Math.exp(logs[n] - most) / all * tail;
    }
    return beyond;
  }

  /**
   * M/D/c, by the states that it is in a service time later (C. D. Crommelin, Post Office
   * Electrical Engineers' Journal 25, 1932): whoever is served at {@code now} is gone then, and all
   * that came meanwhile is there. Waiting times by G. J. Franx (A Simple Solution for the M/D/c
   * Waiting Time Distribution, Operations Research Letters 29, 2001).
   */
  public static double fixedBeyond(int servers, double service, double rate, double time) {
    if (rate * service >= servers) {
      return 1;
    }
    double[] queue = queueUpTo(servers, rate * service);
    double wait = time - service;
    if (wait < 0) {
      return 1;
    }
    int k = (int) Math.floor(wait / service) + 1;
    double left = rate * (k * service - wait);
    double within = 0;
    double poisson = Math.exp(-left);
    for (int j = 0; j <= k * servers - 1; j++) {
      int up = k * servers - 1 - j;
      within += poisson * queue[Math.min(up, queue.length - 1)];
      poisson *= left / (j + 1);
    }
    return Math.max(0, 1 - within);
  }

  /** The probability of no more than so many waiting in M/D/c. */
  private static double[] queueUpTo(int servers, double load) {
    int states = 1200;
    double[] poisson = new double[states];
    poisson[0] = Math.exp(-load);
    for (int j = 1; j < states; j++) {
      poisson[j] = poisson[j - 1] * load / j;
    }
    int reach = servers + (int) (load + 12 * Math.sqrt(load) + 12);
    double[] state = new double[states];
    state[0] = 1;
    for (int round = 0; round < 20_000; round++) {
      double[] next = new double[states];
      double idle = 0;
      for (int n = 0; n <= servers; n++) {
        idle += state[n];
      }
      for (int j = 0; j < Math.min(reach, states); j++) {
        next[j] += idle * poisson[j];
      }
      for (int n = servers + 1; n < states && state[n] > 1e-300; n++) {
        for (int j = 0; j < reach && n - servers + j < states; j++) {
          next[n - servers + j] += state[n] * poisson[j];
        }
      }
      double change = 0;
      for (int n = 0; n < states; n++) {
        change += Math.abs(next[n] - state[n]);
      }
      state = next;
      if (change < 1e-10) {
        break;
      }
    }
    double[] upTo = new double[states - servers];
    double sum = 0;
    for (int n = 0; n < states; n++) {
      sum += state[n];
      if (n >= servers) {
        upTo[n - servers] = sum;
      }
    }
    return upTo;
  }

  /** M/M/c with room for so many to wait: the share that finds none. */
  public static double refused(int servers, int room, double load) {
    double term = 1;
    double sum = 1;
    for (int n = 1; n <= servers + room; n++) {
      term *= load / Math.min(n, servers);
      sum += term;
    }
    return term / sum;
  }

  /** The highest rate at which a share that rises with it is no more than what is allowed. */
  public static double highest(DoubleUnaryOperator beyond, double allowed, double below) {
    double low = 0;
    double high = below;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (beyond.applyAsDouble(middle) <= allowed) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
