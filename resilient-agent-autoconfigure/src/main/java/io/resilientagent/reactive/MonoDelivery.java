package io.resilientagent.reactive;

import io.resilientagent.engine.AsyncAttempt;
import io.resilientagent.engine.AsyncCall;
import io.resilientagent.engine.AsyncDelivery;
import io.resilientagent.reactive.ReactorDriver.Calls;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;

/** Answers with a mono, and takes monos for answers. */
final class MonoDelivery implements AsyncDelivery {

    private final MonoSink<Object> sink;

    private volatile boolean callerGone;

    MonoDelivery(MonoSink<Object> sink) {
        this.sink = sink;
    }

    void begin(Calls calls) {
        AsyncCall call = calls.of(this, this.sink.contextView());
        this.sink.onCancel(() -> {
            this.callerGone = true;
            call.cancel(Runnable::run);
        });
        call.begin();
    }

    @Override
    public void follow(AsyncAttempt attempt, @Nullable Object returned) {
        if (returned instanceof Mono<?> mono) {
            Context context = ReactiveCallContext.with(this.sink.contextView(), attempt.attempt());
            mono.subscribe(new ValueSubscriber(attempt, context, (value) -> attempt.end(value, null)));
        } else {
            attempt.endAs(returned, "publisher");
        }
    }

    @Override
    public void answered(@Nullable Object value) {
        this.sink.success(value);
    }

    @Override
    public void failed(Throwable thrown) {
        if (!this.callerGone) {
            this.sink.error(thrown);
        }
    }
}
