package io.resilientagent.reactive;

import io.resilientagent.reactive.ReactorDriver.Calls;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** The stream of a guarded method: a call for each subscription. */
final class GuardedFlux extends Flux<Object> {

    private final Calls calls;

    private final Streams streams;

    GuardedFlux(Calls calls, Streams streams) {
        this.calls = calls;
        this.streams = streams;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Object> subscriber) {
        FluxDelivery delivery = new FluxDelivery(subscriber, this.streams);
        try {
            delivery.prepare(this.calls);
        } catch (Throwable ex) {
            Operators.error(subscriber, ex);
            return;
        }
        delivery.begin();
    }
}
