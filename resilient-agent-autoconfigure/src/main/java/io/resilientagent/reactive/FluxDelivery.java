package io.resilientagent.reactive;

import java.util.Objects;

import io.resilientagent.engine.AsyncAttempt;
import io.resilientagent.engine.AsyncCall;
import io.resilientagent.engine.AsyncDelivery;
import io.resilientagent.engine.StoredItems;
import io.resilientagent.reactive.ReactorDriver.Calls;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators.DeferredSubscription;
import reactor.util.context.Context;

/** Answers with the items of a stream. What is requested before it has begun is kept until then. */
final class FluxDelivery extends DeferredSubscription implements AsyncDelivery, CoreSubscriber<Object> {

    private final CoreSubscriber<? super Object> subscriber;

    private final Streams streams;

    private @Nullable AsyncCall call;

    private volatile boolean callerGone;

    FluxDelivery(CoreSubscriber<? super Object> subscriber, Streams streams) {
        this.subscriber = subscriber;
        this.streams = streams;
    }

    void prepare(Calls calls) {
        this.call = calls.of(this, this.subscriber.currentContext());
    }

    void begin() {
        this.subscriber.onSubscribe(this);
        Objects.requireNonNull(this.call).begin();
    }

    @Override
    public void cancel() {
        this.callerGone = true;
        super.cancel();
        Objects.requireNonNull(this.call).cancel(Runnable::run);
    }

    @Override
    public void follow(AsyncAttempt attempt, @Nullable Object returned) {
        if (returned == null && attempt.needsAnswer()) {
            attempt.endAs(null, "publisher");
            return;
        }
        Context context = ReactiveCallContext.with(this.subscriber.currentContext(), attempt.attempt());
        this.streams.follow(attempt, stream(returned), context, (tail) -> tail);
    }

    @Override
    public void answered(@Nullable Object value) {
        Flux.from(stream(value)).subscribe(this);
    }

    /** What is no stream itself is a stream of one item. */
    static Publisher<?> stream(@Nullable Object value) {
        if (value instanceof StoredItems stored) {
            return Flux.fromIterable(stored.items());
        }
        return (value instanceof Publisher<?> publisher) ? publisher : Mono.justOrEmpty(value);
    }

    @Override
    public void failed(Throwable thrown) {
        if (!this.callerGone) {
            this.subscriber.onError(thrown);
        }
    }

    // As the subscriber of the stream that answers.

    @Override
    public Context currentContext() {
        return this.subscriber.currentContext();
    }

    @Override
    public void onSubscribe(Subscription begun) {
        set(begun);
    }

    @Override
    public void onNext(Object item) {
        this.subscriber.onNext(item);
    }

    @Override
    public void onError(Throwable thrown) {
        this.subscriber.onError(thrown);
    }

    @Override
    public void onComplete() {
        this.subscriber.onComplete();
    }
}
