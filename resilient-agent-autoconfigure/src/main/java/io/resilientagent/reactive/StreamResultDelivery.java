package io.resilientagent.reactive;

import io.resilientagent.AgentResult;
import io.resilientagent.engine.AsyncAttempt;
import io.resilientagent.engine.AsyncCall;
import io.resilientagent.engine.AsyncDelivery;
import io.resilientagent.reactive.ReactorDriver.Calls;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;

/** Answers with the result of a stream as soon as that has begun. */
final class StreamResultDelivery implements AsyncDelivery {

    private final MonoSink<Object> sink;

    private final Streams streams;

    private volatile boolean callerGone;

    private volatile @Nullable StreamTail begun;

    StreamResultDelivery(MonoSink<Object> sink, Streams streams) {
        this.sink = sink;
        this.streams = streams;
    }

    void begin(Calls calls) {
        AsyncCall call = calls.of(this, this.sink.contextView());
        this.sink.onCancel(() -> {
            this.callerGone = true;
            call.cancel(Runnable::run);
            cancelBegun();
        });
        call.begin();
    }

    /** Nobody will get to know the stream. */
    private void cancelBegun() {
        StreamTail stream = this.begun;
        if (stream != null) {
            stream.cancel();
        }
    }

    @Override
    public void follow(AsyncAttempt attempt, @Nullable Object returned) {
        Context context = ReactiveCallContext.with(this.sink.contextView(), attempt.attempt());
        if (returned instanceof Mono<?> mono) {
            mono.subscribe(new ValueSubscriber(attempt, context, (value) -> follow(attempt, value, context)));
        } else {
            follow(attempt, returned, context);
        }
    }

    private void follow(AsyncAttempt attempt, @Nullable Object value, Context context) {
        AgentResult<?> result = (value instanceof AgentResult<?> given) ? given : null;
        boolean failed = result != null && result.status() == AgentResult.Status.FAILED;
        Object stream = (result != null) ? result.data() : value;
        if (stream instanceof Publisher<?> publisher && !failed) {
            this.streams.follow(attempt, publisher, context, (tail) -> {
                this.begun = tail;
                return (result != null) ? result.map((replaced) -> tail) : tail;
            });
        } else {
            attempt.endAs(failed ? value : stream, "publisher");
        }
    }

    @Override
    public void answered(@Nullable Object value) {
        if (this.callerGone) {
            cancelBegun();
        }
        this.sink.success((value instanceof AgentResult<?> result) ? result.map(StreamResultDelivery::stream) : value);
    }

    private static Object stream(Object data) {
        return Flux.from(FluxDelivery.stream(data));
    }

    @Override
    public void failed(Throwable thrown) {
        if (!this.callerGone) {
            this.sink.error(thrown);
        }
    }
}
