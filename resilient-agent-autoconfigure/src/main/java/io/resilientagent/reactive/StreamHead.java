package io.resilientagent.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.resilientagent.ResponseRejectedException;
import io.resilientagent.engine.AsyncAttempt;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * A stream of an attempt up to its first content. Asks for one item at a time and holds those that are none; the
 * attempt can still fail, and then nobody has seen them. From then on the {@link StreamTail} gets what comes.
 */
final class StreamHead implements CoreSubscriber<Object> {

    /** One item more, and all of them are content. */
    static final int MOST_HELD = 64;

    private final AsyncAttempt attempt;

    private final Streams streams;

    private final Context context;

    private final Function<StreamTail, Object> answer;

    private final List<Object> held = new ArrayList<>();

    private @Nullable Subscription upstream;

    private @Nullable StreamTail tail;

    private boolean over;

    StreamHead(AsyncAttempt attempt, Streams streams, Context context, Function<StreamTail, Object> answer) {
        this.attempt = attempt;
        this.streams = streams;
        this.context = context;
        this.answer = answer;
    }

    @Override
    public Context currentContext() {
        return this.context;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (Operators.validate(this.upstream, subscription)) {
            this.upstream = subscription;
            this.attempt.onStop(this::stop);
            subscription.request(1);
        }
    }

    /** Somebody has given up on the attempt, on whichever thread. */
    private void stop() {
        Subscription from = this.upstream;
        if (from != null) {
            from.cancel();
        }
        discard();
    }

    @Override
    public void onNext(Object item) {
        StreamTail rest = this.tail;
        if (rest != null) {
            rest.next(item);
        } else {
            take(item);
        }
    }

    private void take(Object item) {
        Subscription from = this.upstream;
        int all = (from != null) ? hold(item) : 0;
        if (from == null || all == 0) {
            Operators.onDiscard(item, this.context);
            return;
        }
        this.attempt.attempt().observed().received(item);
        boolean content;
        try {
            content = all > MOST_HELD || this.streams.contents().isContent(item);
        } catch (Throwable ex) {
            from.cancel();
            fail(ex);
            return;
        }
        if (content) {
            commit(from);
        } else {
            from.request(1);
        }
    }

    /** Answers how many are held now; 0 if none are any more. */
    private synchronized int hold(Object item) {
        return (!this.over && this.held.add(item)) ? this.held.size() : 0;
    }

    /** Hands out what is held, and holds nothing from now on. */
    private synchronized List<Object> release() {
        List<Object> released = List.copyOf(this.held);
        this.held.clear();
        this.over = true;
        return released;
    }

    private @Nullable StreamTail commit(Subscription from) {
        StreamTail rest = new StreamTail(this.attempt, from, release(), this.context);
        this.tail = rest;
        rest.watch(this.streams.limits());
        if (!this.attempt.commit(this.answer.apply(rest))) {
            this.tail = null;
            rest.forget();
            return null;
        }
        return rest;
    }

    @Override
    public void onError(Throwable thrown) {
        StreamTail rest = this.tail;
        if (rest != null) {
            rest.ended(Exceptions.unwrap(thrown));
        } else if (!isOver()) {
            fail(Exceptions.unwrap(thrown));
        }
    }

    @Override
    public void onComplete() {
        StreamTail rest = this.tail;
        if (rest == null && !isOver()) {
            String call = this.attempt.attempt().name();
            if (this.attempt.attempt().needsContent()) {
                fail(ResponseRejectedException.emptyStream(call));
            } else {
                rest = commit(Operators.emptySubscription());
            }
        }
        if (rest != null) {
            rest.ended(null);
        }
    }

    private void fail(Throwable thrown) {
        discard();
        this.attempt.end(null, thrown);
    }

    private void discard() {
        Operators.onDiscardMultiple(release(), this.context);
    }

    private synchronized boolean isOver() {
        return this.over;
    }
}
