package flowgauge.load;

import flowgauge.scenario.LoadProfile;
import java.util.ArrayDeque;

/** Who may use which idle connection. Event loop only. */
interface ConnectionPolicy {
  /** What a profile asks for. */
  static ConnectionPolicy of(LoadProfile.Connections connections) {
    return switch (connections) {
      case PER_USER -> new PerUser();
      case POOL -> new Pool();
      case NEW -> new New();
    };
  }

  /** An idle open connection for this request, taken; or null, and one has to be opened. */
  HttpConnection take(Exchange exchange);

  /** The request is over and its connection idle; false if it must be closed. */
  boolean give(Exchange exchange, HttpConnection connection);

  /** A connection that was given is gone. */
  void gone(HttpConnection connection);

  /** Each virtual user has its own; requests of no user share a pool. */
  final class PerUser implements ConnectionPolicy {
    private final Pool pool = new Pool();

    @Override
    public HttpConnection take(Exchange exchange) {
      if (exchange.user < 0) {
        return pool.take(exchange);
      }
      HttpConnection own = exchange.own;
      exchange.own = null;
      return own;
    }

    @Override
    public boolean give(Exchange exchange, HttpConnection connection) {
      if (exchange.user < 0) {
        return pool.give(exchange, connection);
      }
      exchange.own = connection;
      return true;
    }

    @Override
    public void gone(HttpConnection connection) {
      Exchange keeper = connection.lastCarried();
      if (keeper.user < 0) {
        pool.gone(connection);
      } else if (keeper.own == connection) {
        keeper.own = null;
      }
    }
  }

  /** All share; the one used last is taken first, so that as few as possible are kept busy. */
  final class Pool implements ConnectionPolicy {
    private final ArrayDeque<HttpConnection> idle = new ArrayDeque<>();

    @Override
    public HttpConnection take(Exchange exchange) {
      return idle.pollLast();
    }

    @Override
    public boolean give(Exchange exchange, HttpConnection connection) {
      idle.addLast(connection);
      return true;
    }

    @Override
    public void gone(HttpConnection connection) {
      idle.remove(connection);
    }
  }

  /** Each request has its own. */
  final class New implements ConnectionPolicy {
    @Override
    public HttpConnection take(Exchange exchange) {
      return null;
    }

    @Override
    public boolean give(Exchange exchange, HttpConnection connection) {
      return false;
    }

    @Override
    public void gone(HttpConnection connection) {
      // none is kept
    }
  }
}
