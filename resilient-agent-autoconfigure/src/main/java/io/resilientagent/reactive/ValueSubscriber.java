package io.resilientagent.reactive;

import java.util.function.Consumer;

import io.resilientagent.engine.AsyncAttempt;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.util.context.Context;

/** Waits for the one value of an attempt. */
final class ValueSubscriber implements CoreSubscriber<Object> {

    private final AsyncAttempt attempt;

    private final Context context;

    private final Consumer<@Nullable Object> whenThere;

    private boolean there;

    /**
     * Creates a subscriber.
     *
     * @param whenThere gets the value, or null if there is none
     */
    ValueSubscriber(AsyncAttempt attempt, Context context, Consumer<@Nullable Object> whenThere) {
        this.attempt = attempt;
        this.context = context;
        this.whenThere = whenThere;
    }

    @Override
    public Context currentContext() {
        return this.context;
    }

    @Override
    public void onSubscribe(Subscription upstream) {
        this.attempt.onStop(upstream::cancel);
        upstream.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Object value) {
        if (!this.there) {
            this.there = true;
            this.whenThere.accept(value);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        if (!this.there) {
            this.attempt.end(null, Exceptions.unwrap(thrown));
        }
    }

    @Override
    public void onComplete() {
        if (!this.there) {
            this.there = true;
            this.whenThere.accept(null);
        }
    }
}
