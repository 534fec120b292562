package flowgauge.load;

import flowgauge.load.answer.AnswerBody;
import flowgauge.load.answer.KnownHead;
import flowgauge.load.answer.ResponseParser;
import flowgauge.record.sample.Column;
import flowgauge.record.sample.Outcome;
import flowgauge.record.sample.Sample;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;

/**
 * One connection to the server, carrying one request at a time. All of it happens on the event
 * loop.
 *
 * <p>A close that arrives while it is idle, as a FIN or as TLS's {@code close_notify}, is noticed
 * as it arrives. One that crosses with a request is that request's failure: {@code remote_closed}
 * for a FIN, {@code connection_reset} for a RST.
 *
 * <p>An answer may come before the request is out, and the server then close without reading the
 * rest: a write that fails is no end, as the answer may lie ready to be read (RFC 9112 9.3).
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private static final long LOOK_AFTER_US = 1_000;

  private final Requests requests;
  private final long id;
  private final AnswerBody body;
  private final ResponseParser parser;
  private Channel channel;
  private boolean secure;
  private boolean ended;
  private boolean cut;
  private ByteBuf view;
  private Exchange exchange;
  private boolean carriedOne;
  private long idleSinceUs;
  private boolean idle;
  private Exchange lastCarried;

  /**
   * A connection that is not open yet.
   *
   * @param body reads its responses' bodies
   * @param wanted how many of a body's first bytes are kept at a status
   */
  HttpConnection(
      Requests requests, long id, AnswerBody body, KnownHead knownHead, IntUnaryOperator wanted) {
    this.requests = requests;
    this.id = id;
    this.body = body;
    this.parser = new ResponseParser(body, knownHead, wanted);
  }

  long id() {
    return id;
  }

  /**
   * Whether it may carry a request. Where it lay idle for a while its socket is read first: the
   * loop may not have come to a close that waits there.
   */
  boolean usable(long nowUs) {
    if (nowUs - idleSinceUs >= LOOK_AFTER_US && channel instanceof UnixChannel socket && open()) {
      look(socket.fd());
    }
    return open();
  }

  private boolean open() {
    return !ended && channel.isActive();
  }

  private void look(FileDescriptor socket) {
    ByteBuffer come = requests.come();
    int n;
    try {
      n = socket.read(come, 0, come.capacity());
    } catch (IOException reset) {
      n = -1;
    }
    if (n < 0) {
      ended = true;
      channel.close();
    } else if (n > 0) {
      ByteBuf bytes = channel.alloc().buffer(n).writeBytes(come.limit(n).position(0));
      come.clear();
      channel.pipeline().fireChannelRead(bytes).fireChannelReadComplete();
    }
  }

  /** What was read out of the body of the response that came last. */
  AnswerBody body() {
    return body;
  }

  /** The exchange whose request it carried last. */
  Exchange lastCarried() {
    return lastCarried;
  }

  /** Whether a policy keeps it for a later request. */
  boolean liesIdle() {
    return idle;
  }

  boolean lieIdle(boolean kept) {
    idle = kept;
    return kept;
  }

  /** Sends the exchange's request, the same as others, on it; it must be open and idle. */
  void send(Exchange next, ByteBuf request, boolean headRequest) {
    carry(next, headRequest);
    channel.writeAndFlush(bytesOf(request), channel.voidPromise());
  }

  /** Sends one with a body of its own. */
  void send(Exchange next, InputSource inputs) {
    carry(next, false);
    ByteBuf request = inputs.request(channel.alloc(), next.input);
    if (request != null) {
      channel.writeAndFlush(request, channel.voidPromise());
    }
  }

  private void carry(Exchange next, boolean headRequest) {
    next.carrier = this;
    idle = false;
    lastCarried = next;
    next.row.on(id, carriedOne, carriedOne ? next.row.sentUs() - idleSinceUs : Sample.ABSENT);
    exchange = next;
    carriedOne = true;
    parser.reset(headRequest);
    body.reset();
  }

  // One view of the request's bytes serves all that it sends, as long as the one before is out.
  private ByteBuf bytesOf(ByteBuf request) {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    if (secure || waiting == null || !waiting.isEmpty()) {
      return request.retainedDuplicate();
    }
    if (view == null) {
      view = request.duplicate();
    }
    return view.setIndex(0, request.writerIndex());
  }

  /** Closes it without a word about the request that it carries, if any. */
  void abandon() {
    exchange = null;
    if (channel != null) {
      close();
    }
  }

  /** Closes it; at once where it can't be sent what it was given, a TLS close_notify included. */
  private void close() {
    if (sent()) {
      channel.close();
    } else {
      channel.unsafe().close(channel.unsafe().voidPromise());
    }
  }

  /** It is connected; {@code tls} if what is sent goes through an encoder first. */
  void opened(Channel opened, boolean tls) {
    channel = opened;
    secure = tls;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      ReferenceCountUtil.release(message);
      return;
    }
    try {
      read(bytes);
    } finally {
      bytes.release();
    }
  }

  private void read(ByteBuf bytes) {
    Exchange current = exchange;
    if (current == null) {
      abandon(); // a server that speaks unasked: whatever comes next could not be told apart
      return;
    }
    long nowUs = requests.clock().nowUs();
    if (current.row.firstByteUs() == Sample.ABSENT) {
      current.row.set(Column.FIRST_BYTE_US, nowUs);
    }
    body.at(nowUs);
    byte[] scratch = requests.scratch();
    boolean more = false;
    while (bytes.isReadable() && !parser.done() && !parser.malformed()) {
      int n = Math.min(bytes.readableBytes(), scratch.length);
      bytes.readBytes(scratch, 0, n);
      more = parser.parse(scratch, 0, n) < n;
      if (parser.malformed()) {
        requests.malformed(n, parser.status(), nowUs);
      }
    }
    if (parser.malformed()) {
      fail(Outcome.INVALID_RESPONSE, nowUs);
      close();
    } else if (parser.done()) {
      complete(nowUs, parser.keepAlive() && !more && !bytes.isReadable() && sent());
    }
  }

  /** Whether all of the request is out; a server may answer without waiting for it. */
  private boolean sent() {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return waiting != null && waiting.isEmpty();
  }

  private boolean sendsNoMore() {
    return channel.isOpen() && channel.unsafe().outboundBuffer() == null;
  }

  private void complete(long endUs, boolean reusable) {
    Exchange done = exchange;
    exchange = null;
    idleSinceUs = endUs;
    if (!reusable) {
      close();
    }
    requests.answered(done, this, reusable, parser, endUs);
  }

  private void fail(Outcome outcome, long endUs) {
    Exchange failed = exchange;
    exchange = null;
    requests.failed(failed, outcome, parser, endUs);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    // the end of the line: nobody behind listens
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslCloseCompletionEvent close && close.isSuccess()) {
      ended = true; // the server sends no more (RFC 8446 6.1), and may wait for us to close
      over(true);
      ctx.close();
    } else if (event instanceof ChannelOutputShutdownEvent) {
      cut = true;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    requests.closed(this);
    over(!secure || ended); // without close_notify a body may have been cut off (RFC 9112 9.8)
  }

  /** Nothing more comes; {@code whole} if that may be the end of a body. */
  private void over(boolean whole) {
    if (exchange == null || requests.broken()) {
      return;
    }
    long nowUs = requests.clock().nowUs();
    if (whole && !cut) {
      parser.closed();
    }
    if (parser.done()) {
      complete(nowUs, false);
    } else {
      fail(cut ? Outcome.CONNECTION_RESET : Outcome.REMOTE_CLOSED, nowUs);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof VirtualMachineError ours) {
      requests.broken(ours); // out of memory: not the server's failure
      return;
    }
    if (exchange != null && cause instanceof IOException && sendsNoMore()) {
      cut = true; // what has come is still read, and its end tells
      return;
    }
    if (exchange != null) {
      boolean refused =
          secure
              && exchange.row.firstByteUs() == Sample.ABSENT
              && !exchange.row.reused()
              && ConnectFailure.tls(cause);
      if (refused) {
        requests.refused(cause);
      }
      boolean network = cause instanceof IOException;
      fail(
          refused
              ? Outcome.CONNECT_FAILED
              : network ? Outcome.CONNECTION_RESET : Outcome.INVALID_RESPONSE,
          requests.clock().nowUs());
    }
    ctx.close();
  }
}
