package io.resilientagent.reactive;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.resilientagent.CallTimeoutException;
import io.resilientagent.engine.AsyncAttempt;
import io.resilientagent.engine.AsyncCall;
import io.resilientagent.engine.Attempt;
import io.resilientagent.engine.Claim;
import io.resilientagent.timeout.StreamLimits;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

/**
 * A stream from its first content on: what was held, then what comes. Demand for more than that passes through. It has
 * one subscriber, who may come late, and tells the attempt once how it ended.
 */
final class StreamTail extends Flux<Object> implements Subscription {

    private final Attempt attempt;

    private final AsyncCall call;

    /** Of the pipeline around the stream, as long as nobody has subscribed to that. */
    private final Context context;

    private final Subscription upstream;

    /** Taken by whatever ends the stream: its last signal, a limit, or its subscriber. */
    private final Claim claim = new Claim();

    private final Queue<Object> items = Queues.unbounded(16).get();

    private final AtomicLong requested = new AtomicLong();

    /** How many held items the next requests are for. */
    private final AtomicLong held;

    private final AtomicInteger draining = new AtomicInteger();

    private final AtomicBoolean taken = new AtomicBoolean();

    private @Nullable StreamWatch watch;

    private volatile @Nullable CoreSubscriber<? super Object> subscriber;

    private volatile boolean cancelled;

    private @Nullable Throwable thrown;

    private volatile boolean ended;

    /** Its end does not wait for what has come before. */
    private volatile boolean cut;

    private boolean over;

    StreamTail(AsyncAttempt begun, Subscription upstream, List<Object> held, Context context) {
        this.attempt = begun.attempt();
        this.call = begun.call();
        this.context = context;
        this.upstream = upstream;
        this.items.addAll(held);
        held.forEach(attempt::streamed);
        this.held = new AtomicLong(held.size());
    }

    void watch(StreamLimits limits) {
        StreamWatch begun = new StreamWatch(this, this.call, this.claim, limits, this.attempt.elapsed(this.call.now()));
        this.watch = begun;
        begun.begin();
    }

    /** It has not begun after all. */
    void forget() {
        this.claim.take();
        this.cancelled = true;
        drain();
    }

    void next(Object item) {
        if (this.claim.isTaken()) {
            Operators.onDiscard(item, this.context);
        } else {
            this.attempt.observed().received(item);
            this.items.add(item);
            this.attempt.streamed(item);
            drain();
        }
    }

    void ended(@Nullable Throwable why) {
        if (this.claim.take()) {
            this.attempt.streamEnded(why, this.call.now());
            this.thrown = why;
            this.ended = true;
            drain();
        }
    }

    /** Whether its subscriber waits for an item. */
    boolean isAwaited() {
        return this.requested.get() > 0 && this.draining.get() == 0;
    }

    /** It took too long; too long for its subscriber only if that had asked for more. */
    void cut(long limitNanos) {
        if (this.claim.take()) {
            this.attempt.abandon();
            this.call.dispatch(() -> {
                CallTimeoutException why = new CallTimeoutException(this.attempt.name(), Duration.ofNanos(limitNanos));
                if (this.requested.get() > 0) {
                    this.attempt.streamEnded(why, this.call.now());
                } else {
                    this.attempt.streamExpired(why, this.call.now());
                }
                this.call.cancelLater(this.upstream::cancel);
                this.thrown = why;
                this.cut = true;
                drain();
            });
        }
    }

    @Override
    public void subscribe(CoreSubscriber<? super Object> first) {
        if (!this.taken.compareAndSet(false, true)) {
            Operators.error(first, new IllegalStateException("This stream can be subscribed to once only"));
            return;
        }
        first.onSubscribe(this);
        this.subscriber = first;
        drain();
    }

    @Override
    public void request(long count) {
        if (!Operators.validate(count)) {
            return;
        }
        if (this.requested.getAndAccumulate(count, Operators::addCap) == 0) {
            touch();
        }
        drain();
        long fromHeld = Math.min(count, this.held.getAndUpdate((left) -> left - Math.min(left, count)));
        long more = (count == Long.MAX_VALUE) ? count : count - fromHeld;
        if (more > 0) {
            this.upstream.request(more);
        }
    }

    @Override
    public void cancel() {
        this.cancelled = true;
        // First, so that nothing begins below when the stream's end is noticed there.
        if (this.claim.take()) {
            this.attempt.streamCancelled(this.call.now());
        }
        this.upstream.cancel();
        drain();
    }

    private void touch() {
        StreamWatch told = this.watch;
        if (told != null) {
            told.touch();
        }
    }

    private void drain() {
        if (this.draining.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        while (missed != 0) {
            CoreSubscriber<? super Object> to = this.subscriber;
            if (to != null) {
                emit(to);
            } else if (this.cancelled || this.cut) {
                discard(this.context);
            }
            missed = this.draining.addAndGet(-missed);
        }
    }

    private void emit(CoreSubscriber<? super Object> to) {
        long due = this.requested.get();
        long emitted = 0;
        while (!endIfDue(to) && emitted < due) {
            Object item = this.items.poll();
            if (item == null) {
                break;
            }
            emitted++;
            to.onNext(item);
        }
        if (emitted > 0) {
            this.requested.accumulateAndGet(emitted, (all, some) -> (all == Long.MAX_VALUE) ? all : all - some);
            touch();
        }
    }

    /** Nobody will see what has come. */
    private void discard(Context seenBy) {
        Operators.onDiscardQueueWithClear(this.items, seenBy, null);
    }

    private boolean endIfDue(CoreSubscriber<? super Object> to) {
        boolean last = this.ended;
        if (!(this.over || this.cancelled || this.cut || (last && this.items.isEmpty()))) {
            return false;
        }
        discard(to.currentContext());
        if (this.over) {
            return true;
        }
        this.over = true;
        Throwable why = this.thrown;
        if (this.cancelled) {
            return true;
        }
        if (why != null) {
            to.onError(why);
        } else {
            to.onComplete();
        }
        return true;
    }
}
